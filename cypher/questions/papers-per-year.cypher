// Papers of a country, per year
//
// question: How many papers print institutions of this country, year by year, and how many of them another country too?
// family: study
// since: 0.2.0
// tags: [countries, years]
// parameters: [home, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: year, type: integer, meaning: "Year of publication; empty where the papers' dates leave it open"}
//   - {name: papers, type: integer, meaning: "Papers that print the country"}
//   - {name: international, type: integer, meaning: "Of them: papers that print another country too and are not dual only"}
//   - {name: share, type: number, meaning: "International papers in per cent of papers"}
//   - {name: dual_only, type: integer, meaning: "Of papers: one person signs for all the countries, and nobody else for any; not in international"}
//   - {name: unknown_map, type: integer, meaning: "Of international: those that do not say which author belongs to one of the sides"}
//   - {name: countries, type: texts, meaning: "The other countries (ISO 3166-1 alpha-2)"}
//   - {name: retracted, type: integer, meaning: "Of papers: retracted since"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: >-
//   {year}: {papers:paper}, of them {international} with another country ({share} per cent)[; on {dual_only} one person
//   signs for all the countries].
// when_empty: No paper that was searched prints this country. To know more, load works whose affiliations print it.
// caveats:
//   - The papers loaded are counted, not all that were published. Loaded for one question, they are no sample for another.
//   - Countries are read from the affiliation strings, also where no institution was recognised in them. Nothing is said about anybody's nationality.
//   - Full counting; a paper of three countries is one paper.
// beside: [coverage]

// <country-papers>
CALL () {
  MATCH (:Institution {country: $home})<-[at:LISTS]-(paper:Paper)
  WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
  RETURN paper
  UNION
  CALL db.index.fulltext.queryRelationships('search AUTHORED', $home) YIELD relationship AS signs
  WITH signs, endNode(signs) AS paper
  WHERE $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred')
  MATCH (paper:Paper)
  RETURN paper
}
// </country-papers>
WITH paper
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
WITH paper, [one IN sides WHERE one.country <> $home] AS others,
  coalesce([one IN sides WHERE one.country = $home][0].people, []) AS our_people
WITH *, COLLECT { UNWIND others AS one UNWIND one.people AS person RETURN DISTINCT person } AS their_people
WITH paper, [one IN others | one.country] AS countries,
  CASE WHEN paper.date_min.year = paper.date_max.year THEN paper.date_min.year END AS year,
  CASE WHEN size(others) = 0 THEN 'domestic' ELSE
    // <country-kind>
    CASE
      WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
      WHEN size(our_people) = 1 AND our_people = their_people THEN 'dual'
      WHEN any(person IN our_people WHERE NOT person IN their_people)
        AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
      ELSE 'bridged'
    END
    // </country-kind>
  END AS kind
ORDER BY paper.date_min, paper.id
WITH year, collect(paper) AS all_papers, collect(kind) AS kinds, collect(countries) AS found

RETURN
  year,
  size(all_papers) AS papers,
  size([kind IN kinds WHERE NOT kind IN ['domestic', 'dual']]) AS international,
  round(100.0 * size([kind IN kinds WHERE NOT kind IN ['domestic', 'dual']]) / size(all_papers), 1) AS share,
  size([kind IN kinds WHERE kind = 'dual']) AS dual_only,
  size([kind IN kinds WHERE kind = 'unknown']) AS unknown_map,
  COLLECT {
    UNWIND found AS codes
    UNWIND codes AS code
    WITH collect(DISTINCT code) AS several
    UNWIND several AS code
    RETURN code ORDER BY code
  } AS countries,
  size([paper IN all_papers WHERE paper.retracted]) AS retracted,
  [paper IN all_papers | paper.id] AS paper_ids,
  // <star shown=all_papers>
  COLLECT {
    UNWIND all_papers[0..$max_paths] AS paper
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
  // </star>
ORDER BY year
LIMIT coalesce($limit, 1000000)
