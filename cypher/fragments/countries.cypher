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
    WITH paper, body, [i IN range(0, size(at.bases) - 1) WHERE $include_inferred OR at.bases[i] <> 'inferred'
      | at.author_positions[i]] AS positions
    WHERE size(positions) > 0
    OPTIONAL MATCH (author:Author)-[signs:AUTHORED]->(paper)
    WHERE signs.position IN positions
    RETURN body.country AS code, author.id AS person
  }
  WITH code, collect(DISTINCT person) AS people ORDER BY code
  RETURN collect({country: code, people: people}) AS sides
}
