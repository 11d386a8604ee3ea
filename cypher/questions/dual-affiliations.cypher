// People who sign for two countries at once
//
// question: With which countries does this country share authors who sign for both on one paper?
// family: study
// since: 0.2.0
// tags: [people, affiliations, countries]
// parameters: [home, country, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: country, type: text, meaning: "The other country (ISO 3166-1 alpha-2)"}
//   - {name: papers, type: integer, meaning: "Papers on which at least one person signs for both countries"}
//   - {name: dual_only, type: integer, meaning: "Of them: nobody else signs for either"}
//   - {name: all_papers, type: integer, meaning: "All papers that print the two countries, for comparison"}
//   - {name: people, type: integer, meaning: "Identities that sign for both; one person without ORCID can have several"}
//   - {name: with_orcid, type: integer, meaning: "Of them: by an ORCID"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
//   - {name: people_ids, type: texts, meaning: "Ids of the people", shown: false}
// sentence: >-
//   {country}: on {papers:paper} somebody signs for both countries ({people:identity|identities}), on {dual_only} of them
//   nobody else signs for either; all papers of the two: {all_papers}.
// when_empty: No paper that was searched has an author who signs for this country and another one.
// caveats:
//   - An affiliation is what a paper prints. It says nothing about nationality, employment or where the person was.
//   - Two affiliations may be an exchange, a move while the paper was in print, or a printer's mistake.
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
WITH paper, sides, coalesce([one IN sides WHERE one.country = $home][0].people, []) AS our_people
UNWIND [one IN sides WHERE one.country <> $home AND ($country IS NULL OR one.country = $country)] AS side
WITH paper, side.country AS country, our_people, side.people AS their_people
WITH paper, country, [person IN our_people WHERE person IN their_people] AS both,
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
ORDER BY paper.date_min, paper.id
WITH country, count(*) AS all_papers,
  collect(CASE WHEN size(both) > 0 THEN paper END) AS found,
  count(CASE WHEN kind = 'dual' THEN 1 END) AS dual_only,
  min(CASE WHEN size(both) > 0 THEN paper.date_min END) AS first,
  max(CASE WHEN size(both) > 0 THEN paper.date_max END) AS last,
  collect(both) AS both
WHERE size(found) > 0
WITH *, COLLECT {
    UNWIND both AS some
    UNWIND some AS person
    WITH collect(DISTINCT person.id) AS ids
    UNWIND ids AS id
    RETURN id ORDER BY id
  } AS people_ids

RETURN
  country,
  size(found) AS papers,
  dual_only,
  all_papers,
  size(people_ids) AS people,
  size([person IN people_ids WHERE person STARTS WITH 'orcid:']) AS with_orcid,
  first,
  last,
  [paper IN found | paper.id] AS paper_ids,
  people_ids,
  COLLECT {
    UNWIND found[0..$max_paths] AS paper
    MATCH path = (author:Author)-[signs:AUTHORED]->(paper)-[at:LISTS]->(body:Institution)
    WHERE author.id IN people_ids AND signs.position IN at.author_positions
    RETURN path ORDER BY paper.date_min, paper.id, author.id, body.id LIMIT $max_paths
  } AS paths
ORDER BY papers DESC, country
LIMIT coalesce($limit, 1000000)
