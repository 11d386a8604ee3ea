// A null in `properties` removes the property.
UNWIND $rows AS row
MERGE (n:__Label__ {__key__: row.key})
SET n += row.properties
RETURN count(n) AS count
