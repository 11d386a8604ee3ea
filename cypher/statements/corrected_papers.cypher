MATCH (p:Paper)
WHERE p.corrections IS NOT NULL
RETURN p.id AS id
