UNWIND $rows AS row
MATCH (:Author {id: row.author})-[w:AUTHORED {position: row.position}]->(:Paper {id: row.paper})
SET w.country_codes = row.country_codes, w.conflicts = row.conflicts
RETURN count(w) AS count
