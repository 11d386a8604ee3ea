// The window of files loaded, of each list that this load brought.
UNWIND $lists AS id
MATCH (c:ControlList {id: id})
SET c.as_of = CASE WHEN c.as_of IS NULL OR c.as_of < $as_of THEN $as_of ELSE c.as_of END,
    c.first_as_of = CASE WHEN c.first_as_of IS NULL OR c.first_as_of > $as_of THEN $as_of ELSE c.first_as_of END
