MATCH (i:Institution)
WITH i, COUNT { (i)<-[:LISTS]-() } AS papers
WHERE papers > 0
RETURN i.id AS institution_id, i.name AS institution, i.country AS country, papers
ORDER BY papers DESC, institution_id
LIMIT $most
