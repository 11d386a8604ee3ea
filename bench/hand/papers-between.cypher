// Papers of two institutions, plain pattern.
MATCH (a:Institution {id: $institution})<-[:LISTS]-(p:Paper)-[:LISTS]->(b:Institution {id: $other})
RETURN p.id AS paper, p.title AS title
