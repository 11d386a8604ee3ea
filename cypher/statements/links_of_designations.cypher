MATCH (d:Designation)-[link:TARGETS|MAY_TARGET]->(i:Institution)
RETURN d.id AS start, type(link) AS type, i.id AS end, properties(link) AS properties
