// The countries of a paper, as `sides`: {country, people}, by code. Nobody's name where the paper does not say whose the
// string is.
CALL (paper) {
  WITH COLLECT {
      MATCH (author)-[signs:AUTHORED]->(paper)
      RETURN [author.id, signs.position,
        CASE WHEN $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred') THEN signs.country_codes END]
    } AS signed
  CALL (paper, signed) {
    UNWIND signed AS one
    UNWIND one[2] AS code
    RETURN code, one[0] AS person
    UNION ALL
    MATCH (paper)-[at:LISTS]->(body:Institution)
    WHERE body.country IS NOT NULL
    WITH signed, body, [i IN range(0, size(at.bases) - 1) WHERE $include_inferred OR at.bases[i] <> 'inferred'
      | at.author_positions[i]] AS positions
    WHERE size(positions) > 0
    // The country stays where nobody is known to sign there.
    UNWIND [one IN signed WHERE one[1] IN positions | one[0]] + [null] AS person
    RETURN body.country AS code, person
  }
  WITH code, collect(DISTINCT person) AS people ORDER BY code
  RETURN collect({country: code, people: people}) AS sides
}
