// Papers of one institution
//
// question: Which papers print this institution, when, with which others, and on what evidence?
// family: institution
// since: 0.2.0
// tags: [papers, evidence, time]
// parameters: [institution, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: paper, type: text, meaning: "Id of the paper"}
//   - {name: title, type: text, meaning: "Title as printed"}
//   - {name: published_min, type: date, meaning: "First day on which it can have been published"}
//   - {name: published_max, type: date, meaning: "Last day on which it can have been published"}
//   - {name: venue, type: text, meaning: "Journal, book or repository"}
//   - {name: authors, type: integer, meaning: "Length of the author list as far as known"}
//   - {name: partners, type: texts, meaning: "The other institutions that it prints, by name"}
//   - {name: strings, type: texts, meaning: "Affiliation strings of the institution as printed"}
//   - {name: basis, type: text, meaning: "The best evidence for the institution on this paper: printed, publisher, aggregator or inferred"}
//   - {name: retracted, type: boolean, meaning: "True where a source says it is retracted"}
//   - {name: doi, type: text, meaning: "DOI"}
//   - {name: address, type: text, meaning: "Where the record was read, for papers without DOI"}
//   - {name: partner_ids, type: texts, meaning: "Ids of the other institutions, in the order of their names", shown: false}
//   - {name: people, type: texts, meaning: "Names of those who sign for the institution", shown: false}
// sentence: >-
//   "{title}" ({published}, {paper}) prints the institution ({basis}).
// when_empty: No paper that was searched prints this institution.
// caveats:
//   - Papers with more authors than max_authors, or a list cut at max_authors or more, are left out.
// beside: [coverage]

MATCH (body:Institution {id: $institution})<-[at:LISTS]-(paper:Paper)
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
WITH body, paper,
  [i IN range(0, size(at.bases) - 1) WHERE $include_inferred OR at.bases[i] <> 'inferred'
    | {position: at.author_positions[i], basis: at.bases[i], string: at.raw_affiliations[i]}] AS read,
  ['printed', 'publisher', 'aggregator', 'inferred'] AS bases
WHERE size(read) > 0
// Rows first: who else stands on a paper, and its paths, is read for those that are shown.
WITH body, paper, read, bases
ORDER BY paper.date_min, paper.id
LIMIT coalesce($limit, 1000000)
WITH *,
  COLLECT {
    MATCH (paper)-[at_other:LISTS]->(other:Institution)
    WHERE other <> body AND ($include_inferred OR any(basis IN at_other.bases WHERE basis <> 'inferred'))
    RETURN other ORDER BY other.name, other.id
  } AS others,
  COLLECT {
    MATCH (author:Author)-[signs:AUTHORED]->(paper)
    WHERE signs.position IN [each IN read | each.position]
    RETURN author ORDER BY signs.position
  } AS persons

RETURN
  paper.id AS paper,
  paper.title AS title,
  paper.date_min AS published_min,
  paper.date_max AS published_max,
  paper.venue AS venue,
  paper.n_authors AS authors,
  [other IN others | other.name] AS partners,
  CASE
    WHEN all(each IN read WHERE each.string = read[0].string) THEN [read[0].string]
    ELSE COLLECT { UNWIND read AS each RETURN DISTINCT each.string AS string ORDER BY string }
  END AS strings,
  [basis IN bases WHERE basis IN [each IN read | each.basis]][0] AS basis,
  coalesce(paper.retracted, false) AS retracted,
  paper.doi AS doi,
  paper.address AS address,
  [other IN others | other.id] AS partner_ids,
  [person IN persons | person.name] AS people,
  CASE $max_paths WHEN 0 THEN [] ELSE (COLLECT {
    MATCH path = (body)<-[:LISTS]-(paper)
    RETURN path
  } + COLLECT {
    MATCH path = (paper)-[:LISTS]->(other:Institution)
    WHERE other IN others
    RETURN path ORDER BY other.id
  } + COLLECT {
    MATCH path = (author:Author)-[:AUTHORED]->(paper)
    WHERE author IN persons
    RETURN path ORDER BY author.id
  })[0..$max_paths] END AS paths
ORDER BY published_min, paper
LIMIT coalesce($limit, 1000000)
