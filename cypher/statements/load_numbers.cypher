MATCH (l:Load)
RETURN coalesce(max(toInteger(substring(l.id, 5))), 0) AS last
