// A name left out: of the person, and wherever the person signs.
UNWIND $rows AS row
MATCH (a:Author {id: row.key})
SET a.name = row.name, a.corrections = row.corrections
WITH a, row
MATCH (a)-[w:AUTHORED]->(:Paper)
SET w.raw_name = row.name
RETURN count(w) AS count
