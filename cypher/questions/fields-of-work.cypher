// Fields in which a country publishes
//
// question: In which fields does this country publish, alone and with others, and since when?
// family: study
// since: 0.2.0
// tags: [topics, fields]
// parameters: [home, country, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: said_by, type: text, meaning: "Where the field comes from: reader (as we read a cited paper), OpenAlex, or nobody"}
//   - {name: field, type: text, meaning: "The field as read, or OpenAlex's field"}
//   - {name: subfield, type: text, meaning: "OpenAlex's subfield"}
//   - {name: papers, type: integer, meaning: "Papers of the country in it. Do not add rows up as a paper can have several fields"}
//   - {name: international, type: integer, meaning: "Of them: papers that print another country too"}
//   - {name: countries, type: texts, meaning: "The other countries (ISO 3166-1 alpha-2), most papers first"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: dois, type: texts, meaning: "At most five DOIs as examples, oldest first"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: "[{field}][, {subfield}] (said by {said_by}): {papers:paper}, {international} of them with another country."
// when_empty: No paper that was searched prints this country, with this partner where one is asked for.
// caveats:
//   - A field is what a source or a reader put the paper into. It does not say what anybody uses the work for.
//   - OpenAlex gives most papers up to three topics by their words; a paper stands in the row of each of its subfields.
//   - Dual affiliations of one person count as international here.
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
WITH paper, [one IN sides WHERE one.country <> $home | one.country] AS countries
WHERE $country IS NULL OR $country IN countries
CALL (paper) {
  WITH paper, COLLECT {
    MATCH (paper)-[:ABOUT]->(topic:Topic)
    RETURN DISTINCT {said_by: 'OpenAlex', field: topic.field, subfield: topic.subfield}
  } + CASE WHEN paper.field IS NULL THEN [] ELSE [{said_by: 'reader', field: paper.field, subfield: null}] END AS given
  UNWIND CASE WHEN size(given) = 0 THEN [{said_by: 'nobody', field: null, subfield: null}] ELSE given END AS one
  RETURN one.said_by AS said_by, one.field AS field, one.subfield AS subfield
}
WITH said_by, field, subfield, paper, countries
ORDER BY paper.date_min, paper.id
WITH said_by, field, subfield, collect(paper) AS all_papers, collect(countries) AS found,
  min(paper.date_min) AS first, max(paper.date_max) AS last

RETURN
  said_by,
  field,
  subfield,
  size(all_papers) AS papers,
  size([codes IN found WHERE size(codes) > 0]) AS international,
  COLLECT {
    UNWIND found AS codes
    UNWIND codes AS code
    WITH code, count(*) AS times
    RETURN code ORDER BY times DESC, code
  } AS countries,
  first,
  last,
  [paper IN all_papers WHERE paper.doi IS NOT NULL | paper.doi][0..5] AS dois,
  [paper IN all_papers | paper.id] AS paper_ids,
  COLLECT {
    UNWIND all_papers[0..$max_paths] AS paper
    MATCH (body:Institution)<-[:LISTS]-(paper)
    WHERE body.country = $home
    OPTIONAL MATCH topics = (body)<-[:LISTS]-(paper)-[:ABOUT]->(topic:Topic)
    WHERE topic.field = field AND topic.subfield = subfield
    OPTIONAL MATCH alone = (body)<-[:LISTS]-(paper)
    RETURN coalesce(topics, alone) AS path ORDER BY paper.date_min, paper.id, body.id, topic.id LIMIT $max_paths
  } AS paths
ORDER BY said_by, papers DESC, field, subfield
LIMIT coalesce($limit, 1000000)
