MATCH one = (paper:Paper {id: $id}), other = (body:Institution {id: $other})
RETURN
  [one, other]
  + COLLECT { MATCH path = (paper)-[:LISTS]->(body) RETURN path }
  + COLLECT {
    MATCH (paper)-[at:LISTS]->(body)
    MATCH path = (:Author)-[signs:AUTHORED]->(paper)
    WHERE signs.position IN at.author_positions
    RETURN path
  } AS paths
