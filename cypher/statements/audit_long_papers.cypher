MATCH (p:Paper)
WHERE p.n_authors IS NOT NULL
WITH p
ORDER BY p.n_authors DESC, p.id
LIMIT $most
RETURN p.id AS paper_id, p.title AS paper, p.n_authors AS authors, COUNT { (p)<-[:AUTHORED]-() } AS stored,
    coalesce(p.authors_source STARTS WITH 'truncated', false) AS cut
ORDER BY authors DESC, paper_id
