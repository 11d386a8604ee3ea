MATCH (c:ControlList)
RETURN c.id AS id, coalesce(c.dated_by, []) AS dated_by, coalesce(c.read_in_part, []) AS read_in_part, c.as_of AS as_of
