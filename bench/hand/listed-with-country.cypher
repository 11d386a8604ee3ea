// Listed institutions and a country: both sides by index, hash join.
MATCH (d:Designated)<-[:LISTS]-(p:Paper)-[:LISTS]->(i:Institution {country: $home})
USING SCAN d:Designated
WHERE p.n_authors <= $max_authors AND d.country <> $home
RETURN d.id AS listed, count(DISTINCT p) AS papers ORDER BY papers DESC
