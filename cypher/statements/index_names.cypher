SHOW INDEXES YIELD name, properties
RETURN name, coalesce(properties, []) AS properties
