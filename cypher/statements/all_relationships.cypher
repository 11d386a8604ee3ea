// All that starts at nodes of one label, for the tables of an import.
MATCH (n:__Label__)-[r]->(end)
RETURN n.__key__ AS start, type(r) AS type, coalesce(end.id, end.code) AS end, properties(r) AS properties
