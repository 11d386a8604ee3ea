// Papers between two institutions
//
// question: Which papers print both institutions, who signs for which, and on what evidence?
// family: across
// since: 0.1.0
// tags: [papers, evidence]
// parameters: [institution, other, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: paper, type: text, meaning: "Id of the paper"}
//   - {name: title, type: text, meaning: "Title as printed"}
//   - {name: published_min, type: date, meaning: "First day on which it can have been published"}
//   - {name: published_max, type: date, meaning: "Last day on which it can have been published"}
//   - {name: venue, type: text, meaning: "Journal, book or repository"}
//   - {name: kind, type: text, meaning: "joint: at least one person for each who does not sign for the other. bridged: a person signs for both, and others for one. dual: one person signs for both, and nobody else for either. unknown: the paper does not say who belongs to one of the two"}
//   - {name: authors, type: integer, meaning: "Length of the author list as far as known"}
//   - {name: strings, type: texts, meaning: "Affiliation strings of the first institution as printed"}
//   - {name: other_strings, type: texts, meaning: "Affiliation strings of the other as printed"}
//   - {name: basis, type: text, meaning: "The weaker evidence of the two sides: printed, publisher, aggregator or inferred"}
//   - {name: retracted, type: boolean, meaning: "True where a source says it is retracted"}
//   - {name: doi, type: text, meaning: "DOI"}
//   - {name: address, type: text, meaning: "Where the record was read, for papers without DOI"}
//   - {name: people, type: texts, meaning: "Names of those who sign for the first institution", shown: false}
//   - {name: other_people, type: texts, meaning: "Names of those who sign for the other", shown: false}
// sentence: >-
//   "{title}" ({published}, {paper}) prints both institutions ({kind}, {basis}).
// when_empty: No paper that was searched prints both institutions.
// caveats:
//   - Papers with more authors than max_authors, or a list cut at max_authors or more, are left out.
// beside: [coverage]

MATCH (one:Institution {id: $institution})<-[at_one:LISTS]-(paper:Paper)-[at_two:LISTS]->(two:Institution {id: $other})
// What the two have in common first, then which of it counts: hubs have thousands of papers and few in common. DISTINCT
// keeps the planner from asking every paper of both whether it counts.
USING JOIN ON paper
WITH DISTINCT one, at_one, paper, at_two, two
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
WITH one, two, paper,
  [i IN range(0, size(at_one.bases) - 1) WHERE $include_inferred OR at_one.bases[i] <> 'inferred'
    | {position: at_one.author_positions[i], basis: at_one.bases[i], string: at_one.raw_affiliations[i]}] AS one_read,
  [i IN range(0, size(at_two.bases) - 1) WHERE $include_inferred OR at_two.bases[i] <> 'inferred'
    | {position: at_two.author_positions[i], basis: at_two.bases[i], string: at_two.raw_affiliations[i]}] AS two_read,
  ['printed', 'publisher', 'aggregator', 'inferred'] AS bases
WHERE size(one_read) > 0 AND size(two_read) > 0
WITH *,
  [each IN one_read | each.position] AS one_places,
  [each IN two_read | each.position] AS two_places,
  COLLECT {
    MATCH (author)-[signs:AUTHORED]->(paper)
    WITH author, signs.position AS position ORDER BY position
    RETURN [author, position]
  } AS signed
WITH *,
  [each IN signed WHERE each[1] IN one_places | each[0]] AS one_people,
  [each IN signed WHERE each[1] IN two_places | each[0]] AS two_people,
  [rank IN range(0, 3) WHERE bases[rank] IN [each IN one_read | each.basis]][0] AS one_rank,
  [rank IN range(0, 3) WHERE bases[rank] IN [each IN two_read | each.basis]][0] AS two_rank

RETURN
  paper.id AS paper,
  paper.title AS title,
  paper.date_min AS published_min,
  paper.date_max AS published_max,
  paper.venue AS venue,
  CASE
    WHEN size(one_people) = 0 OR size(two_people) = 0 THEN 'unknown'
    WHEN all(person IN one_people + two_people WHERE person = one_people[0]) THEN 'dual'
    WHEN any(person IN one_people WHERE NOT person IN two_people)
      AND any(person IN two_people WHERE NOT person IN one_people) THEN 'joint'
    ELSE 'bridged'
  END AS kind,
  paper.n_authors AS authors,
  COLLECT { UNWIND one_read AS each RETURN DISTINCT each.string AS string ORDER BY string } AS strings,
  COLLECT { UNWIND two_read AS each RETURN DISTINCT each.string AS string ORDER BY string } AS other_strings,
  bases[CASE WHEN one_rank > two_rank THEN one_rank ELSE two_rank END] AS basis,
  coalesce(paper.retracted, false) AS retracted,
  paper.doi AS doi,
  paper.address AS address,
  [person IN one_people | person.name] AS people,
  [person IN two_people | person.name] AS other_people,
  CASE $max_paths WHEN 0 THEN [] ELSE (COLLECT {
    MATCH path = (one)<-[:LISTS]-(paper)-[:LISTS]->(two)
    RETURN path
  } + COLLECT {
    MATCH path = (author:Author)-[signs:AUTHORED]->(paper)
    WHERE author IN one_people + two_people
    RETURN path ORDER BY signs.position
  })[0..$max_paths] END AS paths
ORDER BY published_min, paper
LIMIT coalesce($limit, 1000000)
