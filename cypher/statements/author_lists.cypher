// Who signed these papers as what, in the order printed; of long lists the first $most.
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
CALL (paper) {
  MATCH (:Author)-[signed:AUTHORED]->(paper)
  RETURN signed
  ORDER BY signed.position
  LIMIT $most
}
RETURN id AS paper, signed.position AS position, signed.raw_name AS name,
  coalesce(signed.raw_affiliations, []) AS affiliations
ORDER BY paper, position
