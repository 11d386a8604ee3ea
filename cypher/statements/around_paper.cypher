MATCH own = (paper:Paper {id: $id})
RETURN
  [own]
  + COLLECT { MATCH path = (:Author)-[:AUTHORED]->(paper) RETURN path }
  + COLLECT { MATCH path = (paper)-[:LISTS]->(:Institution) RETURN path }
  + COLLECT { MATCH path = (paper)-[:VERSION_OF]-(:Paper) RETURN path } AS paths
