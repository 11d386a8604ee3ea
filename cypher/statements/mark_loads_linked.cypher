MATCH (l:Load)
SET l.linked = true
