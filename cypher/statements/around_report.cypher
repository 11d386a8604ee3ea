MATCH own = (report:Report {id: $id})
RETURN [own] + COLLECT { MATCH path = (report)-[:NAMES]->(:Institution) RETURN path } AS paths
