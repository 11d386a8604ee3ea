// What the papers of the institution print and are about: read and counted.
MATCH (:Institution {id: $institution})<-[:LISTS]-(p:Paper)-[:LISTS|ABOUT]->(x)
RETURN count(DISTINCT p.date_min) AS days, count(DISTINCT x) AS institutions_and_topics, count(*) AS times
