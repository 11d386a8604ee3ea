MATCH (a:Author)
WHERE a.corrections IS NOT NULL
RETURN a.id AS id
