UNWIND $rows AS row
MATCH (p:Paper {id: row.old})
SET p.id = row.key
