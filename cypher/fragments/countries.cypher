// The countries of a paper, as `sides`: {country, people}, by code. Nobody's name where the paper does not say whose the
// string is.
CALL (paper) {
  CALL (paper) {
    MATCH (author:Author)-[signs:AUTHORED]->(paper)
    WHERE $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred')
    UNWIND signs.country_codes AS code
    RETURN code, author.id AS person
    UNION
    MATCH (paper)-[at:LISTS]->(body:Institution)
    WHERE body.country IS NOT NULL
    UNWIND range(0, size(at.bases) - 1) AS i
    WITH paper, body, at.author_positions[i] AS position, at.bases[i] AS basis
    WHERE $include_inferred OR basis <> 'inferred'
    OPTIONAL MATCH (author:Author)-[:AUTHORED {position: position}]->(paper)
    RETURN body.country AS code, author.id AS person
  }
  WITH code, collect(DISTINCT person) AS people ORDER BY code
  RETURN collect({country: code, people: people}) AS sides
}
