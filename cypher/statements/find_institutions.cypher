// Which institutions have these ids, their own or OpenAlex's? Of a withdrawn one, its successor where it has one.
UNWIND $ids AS id
CALL (id) {
  MATCH (i:Institution {id: id}) RETURN i
  UNION MATCH (i:Institution) WHERE i.openalex = CASE WHEN id STARTS WITH 'openalex:' THEN substring(id, 9) END RETURN i
}
WITH id, i, COLLECT {
    MATCH (i)-[:SUCCEEDED_BY]->(later:Institution)
    WHERE i.status = 'withdrawn'
    RETURN later ORDER BY later.id
  } AS successors
WITH id, i, successors, CASE size(successors) WHEN 1 THEN successors[0] ELSE i END AS now
RETURN id, now.id AS institution, now.name AS name, now.country AS country, i.status AS status,
  CASE WHEN now <> i THEN i.name END AS succeeds
ORDER BY id, institution
