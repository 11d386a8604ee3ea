// The countries of a paper, as `sides`: {country, people, bodies}, in no order. Nobody among the people where the paper does
// not say whose the string is. Also who `signed`: [author, position, countries]. Lists in place of rows: most papers have few
// authors and fewer countries. People as nodes: their ids would be read for each paper again.
CALL (paper) {
  WITH [(author)-[signs:AUTHORED]->(paper) | [author, signs.position,
      CASE WHEN $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred') THEN coalesce(signs.country_codes, []) ELSE [] END]]
    AS signed,
    [(paper)-[at:LISTS]->(body:Institution)
      WHERE body.country IS NOT NULL AND ($include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred'))
      | [body.country,
        // <places>
        // </places>
        , body]]
    AS printed
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
