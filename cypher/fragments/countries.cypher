// The countries of a paper, as `sides`: {country, people, bodies}, in no order; people by id. Nobody's id where the paper does
// not say whose the string is. Also who `signed`: [id, position, countries]. Lists in place of rows: most papers have few
// authors and fewer countries.
CALL (paper) {
  WITH COLLECT {
      MATCH (author)-[signs:AUTHORED]->(paper)
      RETURN [author.id, signs.position,
        CASE WHEN $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred') THEN coalesce(signs.country_codes, []) ELSE [] END]
    } AS signed,
    COLLECT {
      MATCH (paper)-[at:LISTS]->(body:Institution)
      WHERE body.country IS NOT NULL AND ($include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred'))
      RETURN [body.country,
        [i IN range(0, size(at.bases) - 1) WHERE $include_inferred OR at.bases[i] <> 'inferred' | at.author_positions[i]],
        body]
    } AS printed
  WITH signed, printed, reduce(codes = [], code IN reduce(all = [one IN printed | one[0]], one IN signed | all + one[2])
    | CASE WHEN code IN codes THEN codes ELSE codes + code END) AS codes
  RETURN signed, [code IN codes | {
    country: code,
    people: reduce(people = [], one IN signed | CASE
      WHEN NOT one[0] IN people AND (code IN one[2] OR any(other IN printed WHERE other[0] = code AND one[1] IN other[1]))
        THEN people + one[0]
      ELSE people
    END),
    bodies: [one IN printed WHERE one[0] = code | one[2]]
  }] AS sides
}
