// People by id and number only.
MATCH (a:Author)
WITH a, COUNT { (a)-[:AUTHORED]->() } AS places
WHERE places > 1
WITH a, places
ORDER BY places DESC, a.id
LIMIT $most
MATCH (a)-[:AUTHORED]->(p:Paper)
WITH a, places, count(DISTINCT p) AS papers
RETURN a.id AS author_id, a.identity AS identity, papers, COUNT { (a)-[:AFFILIATED_WITH]->() } AS institutions
ORDER BY papers DESC, author_id
