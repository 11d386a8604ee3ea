// The place in the author list goes to another person; `attributed_to` keeps who it is by the sources.
UNWIND $rows AS row
MATCH (:Author {id: row.author})-[was:AUTHORED {position: row.position}]->(p:Paper {id: row.paper})
MERGE (a:Author {id: row.to})
ON CREATE SET a.identity = row.identity, a.name = row.name, a.openalex = row.openalex, a.loads = was.loads
CREATE (a)-[w:AUTHORED]->(p)
SET w = properties(was), w.attributed_to = row.attributed_to, w.raw_name = row.raw_name
DELETE was
RETURN count(w) AS count
