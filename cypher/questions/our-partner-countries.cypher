// Partner countries of our institution
//
// question: With which other countries does our institution publish, how often and since when?
// family: institution
// since: 0.2.0
// tags: [countries, co-authorship]
// parameters: [institution, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: country, type: text, meaning: "The other country (ISO 3166-1 alpha-2)"}
//   - {name: country_name, type: text, meaning: "Its name; its code where no institution of it is loaded"}
//   - {name: papers, type: integer, meaning: "Our papers that print it and are not dual only. Do not add rows up as a paper can have several countries"}
//   - {name: joint, type: integer, meaning: "Of them: at least one person for us and one for the country who does not sign for the other"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for us and for the country, and nobody else for either"}
//   - {name: unknown_map, type: integer, meaning: "Of papers: those that do not say which author belongs to one of the sides"}
//   - {name: institutions, type: texts, meaning: "Institutions there, by name, as far as recognised"}
//   - {name: first, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers counted", shown: false}
// sentence: "{country_name}: {papers:paper}, {joint} of them joint, {first} to {last}[; {dual_only} more dual only]."
// when_empty: No paper of our institution that was searched prints another country.
// caveats:
//   - Countries are read from the affiliation strings, also where no institution was recognised in them.
//   - Only papers that were loaded are seen.
// beside: [coverage]

MATCH (us:Institution {id: $institution})<-[at_us:LISTS]-(paper:Paper)
WHERE
  // <searched>
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
  AND ($topic IS NULL
    OR any(term IN $topic WHERE toLower(paper.title) CONTAINS term OR toLower(paper.field) CONTAINS term)
    OR EXISTS {
      MATCH (paper)-[:ABOUT]->(topic:Topic)
      WHERE any(term IN $topic WHERE toLower(topic.name) CONTAINS term OR toLower(topic.subfield) CONTAINS term)
    })
  // </searched>
  AND
  // <years>
  coalesce(paper.date_max.year >= $first_year, true) AND coalesce(paper.date_min.year <= $last_year, true)
  // </years>
WITH us, paper, [i IN range(0, size(at_us.bases) - 1) WHERE $include_inferred OR at_us.bases[i] <> 'inferred'
    | at_us.author_positions[i]] AS our_places
WHERE size(our_places) > 0
// Sorted before the rows grow: one that is sorted is counted with all that it carries.
WITH us, paper, our_places ORDER BY paper.date_min, paper.id
// <countries>
CALL (paper) {
  WITH [(author)-[signs:AUTHORED]->(paper) | [author, signs.position,
      CASE WHEN $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred') THEN coalesce(signs.country_codes, []) ELSE [] END]]
    AS signed,
    [(paper)-[at:LISTS]->(body:Institution)
      WHERE body.country IS NOT NULL AND ($include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred'))
      | [body.country,
        // <places>
        CASE
          WHEN $include_inferred OR NOT 'inferred' IN at.bases THEN at.author_positions
          ELSE [i IN range(0, size(at.bases) - 1) WHERE at.bases[i] <> 'inferred' | at.author_positions[i]]
        END
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
// </countries>
WITH us, paper, sides, reduce(people = [], one IN signed
  | CASE WHEN one[1] IN our_places AND NOT one[0] IN people THEN people + one[0] ELSE people END) AS our_people
UNWIND [one IN sides WHERE one.country <> coalesce(us.country, '')] AS side
WITH us, paper, our_people, side.country AS country, side.people AS their_people, side.bodies AS bodies
WITH us, country, paper, bodies,
  // <country-kind>
  CASE
    WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
    WHEN size(our_people) = 1 AND our_people = their_people THEN 'dual'
    WHEN any(person IN our_people WHERE NOT person IN their_people)
      AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
    ELSE 'bridged'
  END
  // </country-kind>
  AS kind
WITH us, country, collect(paper) AS shown, collect(bodies) AS bodies,
  collect(CASE WHEN kind <> 'dual' THEN paper END) AS counted,
  count(CASE WHEN kind = 'joint' THEN 1 END) AS joint,
  count(CASE WHEN kind = 'dual' THEN 1 END) AS dual_only,
  count(CASE WHEN kind = 'unknown' THEN 1 END) AS unknown_map,
  min(CASE WHEN kind <> 'dual' THEN paper.date_min END) AS first,
  max(CASE WHEN kind <> 'dual' THEN paper.date_max END) AS last
OPTIONAL MATCH (land:Country {code: country})

RETURN
  country,
  coalesce(land.name, country) AS country_name,
  size(counted) AS papers,
  joint,
  dual_only,
  unknown_map,
  COLLECT {
    // Collected, as a row that is kept for DISTINCT keeps the lists of papers with it: a hub has no memory for that.
    UNWIND bodies AS some
    UNWIND some AS body
    WITH collect(DISTINCT body.name) AS names
    UNWIND names AS name
    RETURN name ORDER BY name
  } AS institutions,
  first,
  last,
  [paper IN counted | paper.id] AS paper_ids,
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (us)<-[:LISTS]-(paper)-[:LISTS]->(body:Institution)
    WHERE body.country = country
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
ORDER BY papers DESC, dual_only DESC, country
LIMIT coalesce($limit, 1000000)
