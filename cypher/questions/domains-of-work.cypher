// Domains of science in which a country publishes
//
// question: How do papers of this country divide among OpenAlex's domains of science, by the best topic of each?
// family: study
// since: 0.2.0
// tags: [topics, fields, shares]
// parameters: [home, international, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: domain, type: text, meaning: "OpenAlex's domain; empty for papers that it gives no topic"}
//   - {name: papers, type: integer, meaning: "Papers whose best topic lies in it; each paper stands in one row"}
//   - {name: share, type: number, meaning: "Papers in per cent of those that have a topic; empty for those that have none"}
//   - {name: fields, type: texts, meaning: "Fields in it, most papers first"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: "{domain}: {papers:paper}[, {share} per cent of those that have a topic]."
// when_empty: No paper that was searched prints this country.
// caveats:
//   - OpenAlex gives topics by the words of a paper, and a paper has one best topic even where it lies between two domains.
//   - Only papers that OpenAlex knows have topics; shares are those of these papers.
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
WITH paper, size([one IN sides WHERE one.country <> $home]) AS others
WHERE others > 0 OR NOT $international
WITH paper, COLLECT {
  MATCH (paper)-[about:ABOUT]->(topic:Topic)
  RETURN topic ORDER BY about.score DESC, topic.id LIMIT 1
}[0] AS best
ORDER BY paper.date_min, paper.id
WITH collect({paper: paper, domain: best.domain, field: best.field}) AS found
WITH found, size([one IN found WHERE one.domain IS NOT NULL]) AS with_topic
UNWIND found AS one
WITH one.domain AS domain, with_topic, collect(one.paper) AS all_papers, collect(one.field) AS fields,
  min(one.paper.date_min) AS first, max(one.paper.date_max) AS last

RETURN
  domain,
  size(all_papers) AS papers,
  CASE WHEN domain IS NOT NULL THEN round(100.0 * size(all_papers) / with_topic, 1) END AS share,
  COLLECT {
    UNWIND fields AS field
    WITH field, count(*) AS times
    RETURN field ORDER BY times DESC, field
  } AS fields,
  first,
  last,
  [paper IN all_papers | paper.id] AS paper_ids,
  // <star shown=all_papers>
  COLLECT {
    UNWIND all_papers[0..$max_paths] AS paper
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
  // </star>
ORDER BY domain IS NULL, papers DESC, domain
LIMIT coalesce($limit, 1000000)
