MATCH (p:Paper)
WHERE p.linked_by IS NULL OR p.linked_by <> $fingerprint
RETURN p.id AS id
