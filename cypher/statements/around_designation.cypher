MATCH own = (entry:Designation {id: $id})
RETURN
  [own]
  + COLLECT { MATCH path = (entry)-[:ON_LIST]->(:ControlList) RETURN path }
  + COLLECT { MATCH path = (entry)-[:TARGETS|MAY_TARGET]->(:Institution) RETURN path } AS paths
