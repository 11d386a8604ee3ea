// Paths that join two bodies through the papers `shown`.
COLLECT {
  UNWIND shown[0..$max_paths] AS paper
  MATCH path = (one)<-[:LISTS]-(paper)-[:LISTS]->(two)
  RETURN path
} AS paths
