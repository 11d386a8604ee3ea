// The latest `most` papers that a person signed, and where the person signed from.
MATCH own = (author:Author {id: $id})
RETURN
  COUNT { (author)-[:AUTHORED]->(:Paper) } AS papers,
  [own]
  + COLLECT {
    MATCH path = (author)-[:AUTHORED]->(paper:Paper)
    RETURN path ORDER BY paper.date_max DESC, paper.id LIMIT $most
  }
  + COLLECT { MATCH path = (author)-[:AFFILIATED_WITH]->(:Institution) RETURN path } AS paths
