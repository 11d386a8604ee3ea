// What the papers of both print, and who signs them: read and counted.
UNWIND [$institution, $other] AS id
MATCH (:Institution {id: id})<-[:LISTS]-(p:Paper)-[at:LISTS]->(i:Institution)
WITH p, i, size(at.author_positions) AS places
WITH p, count(i) AS bodies, sum(places) AS places
MATCH (p)<-[signs:AUTHORED]-(a)
RETURN count(DISTINCT p) AS papers, sum(signs.position) AS positions, sum(bodies + places) AS printed
