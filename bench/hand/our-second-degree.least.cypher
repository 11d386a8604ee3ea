// The papers of who stands on a paper with the institution and has an ORCID: read and counted.
MATCH (:Institution {id: $institution})<-[:LISTS]-(:Paper)<-[:AUTHORED]-(a:Author)
WHERE a.id STARTS WITH 'orcid:'
WITH DISTINCT a
MATCH (a)-[:AUTHORED]->(p)
RETURN count(DISTINCT p) AS papers
