// Papers that print both institutions, and how the two belong together. The latest `most` papers, or those of `papers`.
MATCH one = (a:Institution {id: $id}), other = (b:Institution {id: $other})
RETURN
  COUNT { (a)<-[:LISTS]-(:Paper)-[:LISTS]->(b) } AS papers,
  [one, other]
  + COLLECT { MATCH path = (a)-[:PART_OF|SUCCEEDED_BY]-(b) RETURN path }
  + COLLECT {
    MATCH path = (a)<-[:LISTS]-(paper:Paper)-[:LISTS]->(b)
    WHERE $papers IS NULL OR paper.id IN $papers
    RETURN path ORDER BY paper.date_max DESC, paper.id LIMIT $most
  }
  + COLLECT {
    MATCH (a)<-[at_a:LISTS]-(paper:Paper)-[at_b:LISTS]->(b)
    WHERE $papers IS NULL OR paper.id IN $papers
    WITH paper, at_a.author_positions + at_b.author_positions AS positions
    ORDER BY paper.date_max DESC, paper.id LIMIT $most
    MATCH path = (:Author)-[signs:AUTHORED]->(paper)
    WHERE signs.position IN positions
    RETURN path
  } AS paths
