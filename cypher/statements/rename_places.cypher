// A mention is called as it signs.
UNWIND $rows AS row
MATCH (a:Author {id: row.author})-[w:AUTHORED {position: row.position}]->(:Paper {id: row.paper})
SET w.raw_name = row.raw_name, a.name = CASE a.identity WHEN 'mention' THEN row.raw_name ELSE a.name END
RETURN count(w) AS count
