MATCH (l:Load)
WHERE l.linked IS NULL AND l.state <> 'unloaded'
RETURN count(l) AS count
