// Nodes that are not there yet; the unique constraint refuses one that is.
UNWIND $rows AS row
CREATE (n:__Label__ {__key__: row.key})
SET n += row.properties
RETURN count(n) AS count
