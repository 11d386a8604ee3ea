// Relationships of an answer, for a script that carries its rows along.
UNWIND $rows AS row
MATCH (a:__Start__ {__start_key__: row.start})
MATCH (b:__End__ {__end_key__: row.end})
MERGE (a)-[r:__TYPE__ {__place__}]->(b)
SET r += row.properties;
