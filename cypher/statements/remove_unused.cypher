MATCH (n:__Label__)
WHERE n.hashes IS NULL AND NOT EXISTS { (n)<--() }
DELETE n
