// What the papers of the institution print, and who signs them from which countries: read and counted.
MATCH (:Institution {id: $institution})<-[:LISTS]-(p:Paper)-[at:LISTS]->(i:Institution)
WITH p, collect(i.country) AS countries, sum(size(at.author_positions)) AS places
MATCH (p)<-[signs:AUTHORED]-(a)
RETURN count(DISTINCT p) AS papers, count(DISTINCT a.id) AS people, sum(size(signs.country_codes) + signs.position) AS codes, sum(places + size(countries)) AS printed
