MATCH (n:__Label__)
WHERE NOT EXISTS { (n)<--() }
DELETE n
