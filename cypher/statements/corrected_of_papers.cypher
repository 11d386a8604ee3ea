MATCH (p:Paper)
WHERE p.corrections IS NOT NULL AND p.id IN $ids
RETURN p.id AS id
ORDER BY id
