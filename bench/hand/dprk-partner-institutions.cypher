// Partners of a country by papers.
MATCH (k:Institution {country: 'KP'})<-[:LISTS]-(p:Paper)-[:LISTS]->(i:Institution)
WHERE i.country <> 'KP' AND p.n_authors <= $max_authors
RETURN i.id AS partner, count(DISTINCT p) AS papers ORDER BY papers DESC
