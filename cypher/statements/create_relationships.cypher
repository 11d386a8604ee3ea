// For nodes that have none of these yet: nothing is looked for.
UNWIND $rows AS row
MATCH (a:__Start__ {__start_key__: row.start})
MATCH (b:__End__ {__end_key__: row.end})
CREATE (a)-[r:__TYPE__ {__place__}]->(b)
SET r += row.properties
RETURN count(r) AS count
