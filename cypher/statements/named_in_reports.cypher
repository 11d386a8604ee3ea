MATCH (r:Report)
RETURN r.id AS id, r.named AS named
ORDER BY id
