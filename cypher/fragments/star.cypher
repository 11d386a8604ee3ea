// Paths from the papers `shown` to the institutions that they print.
COLLECT {
  UNWIND shown[0..$max_paths] AS paper
  MATCH path = (paper)-[:LISTS]->(body:Institution)
  RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
} AS paths
