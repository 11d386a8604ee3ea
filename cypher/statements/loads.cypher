MATCH (l:Load)
RETURN properties(l) AS properties
ORDER BY l.started
