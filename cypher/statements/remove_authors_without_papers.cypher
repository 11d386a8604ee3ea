UNWIND $ids AS id
MATCH (a:Author {id: id})
WHERE NOT EXISTS { (a)-[:AUTHORED]->(:Paper) }
DETACH DELETE a
