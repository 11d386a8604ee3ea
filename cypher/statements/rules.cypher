MATCH (rule:Rule)
RETURN rule.id AS id ORDER BY id
