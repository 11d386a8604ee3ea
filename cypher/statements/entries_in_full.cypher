MATCH (d:Designation {list: $list})
RETURN properties(d) AS properties
ORDER BY d.id
