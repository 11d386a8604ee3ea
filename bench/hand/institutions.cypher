// Institutions and the number of papers that each stands on: what values of questions are drawn from.
MATCH (i:Institution)
RETURN i.id AS id, i.country AS country, i:Designated AS listed, COUNT { (i)<-[:LISTS]-() } AS papers
ORDER BY id
