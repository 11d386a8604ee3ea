MATCH (d:Designation)
RETURN properties(d) AS properties
ORDER BY d.id
