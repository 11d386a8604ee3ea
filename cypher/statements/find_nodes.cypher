UNWIND $keys AS key
MATCH (n:__Label__ {__key__: key})
RETURN key, properties(n) AS properties
