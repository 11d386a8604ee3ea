// Takes off the relationships of one type that start at these nodes.
UNWIND $keys AS key
MATCH (a:__Start__ {__start_key__: key})-[r:__TYPE__]->()
DELETE r
