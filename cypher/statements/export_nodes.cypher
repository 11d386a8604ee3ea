// Nodes of an answer, for a script that carries its rows along.
UNWIND $rows AS row
MERGE (n:__Label__ {__key__: row.key})
SET n += row.properties
FOREACH (_ IN CASE WHEN row.designated THEN [1] ELSE [] END | SET n:Designated);
