MATCH (p:Paper)
WHERE p.linked_by IS NULL OR p.linked_by <> $fingerprint OR p.strings IS NULL
RETURN p.id AS id
