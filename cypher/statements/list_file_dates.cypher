MATCH (c:ControlList)
RETURN c.id AS id, coalesce(c.dated_by, []) AS dated_by, c.as_of AS as_of
