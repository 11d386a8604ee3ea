MATCH (n:__Label__)
WHERE $load IN n.loads
RETURN n.__key__ AS key, properties(n) AS properties
