MATCH (c:ControlList)
RETURN c.id AS id, c.as_of AS as_of
