// Names that are no longer left out stand in the sources' files only: without hashes, those are read again in full.
UNWIND $ids AS id
MATCH (a:Author {id: id})
SET a.corrections = null
WITH a
MATCH (a)-[:AUTHORED]->(p:Paper)
SET p.hashes = null
RETURN count(p) AS count
