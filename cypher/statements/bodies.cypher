MATCH (i:Institution)
RETURN properties(i) AS properties
ORDER BY i.id
