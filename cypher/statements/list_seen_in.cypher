// The newest file that contains a list without being its authority's.
UNWIND $lists AS id
MATCH (c:ControlList {id: id})
SET c.seen_in = CASE WHEN c.seen_in IS NULL OR c.seen_in < $as_of THEN $as_of ELSE c.seen_in END
