// What an institution's place in the graph rests on. Papers are counted, and the latest `most` of them shown.
MATCH own = (body:Institution {id: $id})
RETURN
  COUNT { (body)<-[:LISTS]-(:Paper) } AS papers,
  COUNT { (body)<-[at:LISTS]-(:Paper) WHERE all(basis IN at.bases WHERE basis = 'inferred') } AS inferred,
  [own]
  + COLLECT { MATCH path = (body)<-[:TARGETS|MAY_TARGET]-(:Designation)-[:ON_LIST]->(:ControlList) RETURN path }
  + COLLECT { MATCH path = (body)-[:PART_OF|SUCCEEDED_BY]->(:Institution) RETURN path }
  + COLLECT {
    MATCH path = (body)<-[:PART_OF|SUCCEEDED_BY]-(other:Institution)
    RETURN path ORDER BY other.id LIMIT $most
  }
  + COLLECT { MATCH path = (body)<-[:NAMES]-(:Report) RETURN path }
  + COLLECT {
    MATCH path = (body)<-[:LISTS]-(paper:Paper)
    RETURN path ORDER BY paper.date_max DESC, paper.id LIMIT $most
  } AS paths
