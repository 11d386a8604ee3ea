// Authors who no longer stand on a paper: without papers they go (but for those whose own record
// was loaded), else their other papers are read anew.
UNWIND $ids AS id
MATCH (a:Author {id: id})
OPTIONAL MATCH (a)-[:AUTHORED]->(p:Paper)
SET p.linked_by = null
WITH a, count(p) AS papers
WHERE papers = 0 AND a.hashes IS NULL
DETACH DELETE a
