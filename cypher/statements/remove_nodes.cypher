UNWIND $keys AS key
MATCH (n:__Label__ {__key__: key})
DETACH DELETE n
