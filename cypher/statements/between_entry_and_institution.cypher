// The link between a list entry and an institution, or the links to what the institution is a part of.
MATCH one = (entry:Designation {id: $id}), other = (body:Institution {id: $other})
RETURN
  [one, other]
  + COLLECT { MATCH path = (entry)-[:ON_LIST]->(:ControlList) RETURN path }
  + COLLECT { MATCH path = (entry)-[:TARGETS|MAY_TARGET]->(body) RETURN path }
  + COLLECT {
    MATCH path = (entry)-[:TARGETS|MAY_TARGET]->(:Institution)<-[:PART_OF*1..3]-(body)
    RETURN path
  } AS paths
