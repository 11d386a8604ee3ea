// Papers of a country on a topic
//
// question: Which papers of this country are on a topic (AI, 2017 to 2023, if nothing else is asked), and what in them says so?
// family: study
// since: 0.2.0
// tags: [topics, papers]
// parameters:
//   - home
//   - {name: topic, default: AI}
//   - {name: first_year, default: 2017}
//   - {name: last_year, default: 2023}
//   - include_inferred
//   - max_authors
//   - max_paths
//   - limit
// columns:
//   - {name: paper, type: text, meaning: "Id of the paper"}
//   - {name: title, type: text, meaning: "Title as printed"}
//   - {name: published_min, type: date, meaning: "First day on which it can have been published"}
//   - {name: published_max, type: date, meaning: "Last day on which it can have been published"}
//   - {name: matched, type: texts, meaning: "What was found, and where: in the title, in the field as we read a cited paper, or in an OpenAlex topic or subfield"}
//   - {name: institutions, type: texts, meaning: "Institutions of the country that it prints"}
//   - {name: partners, type: texts, meaning: "Institutions elsewhere that it prints"}
//   - {name: countries, type: texts, meaning: "Other countries that it prints (ISO 3166-1 alpha-2)"}
//   - {name: retracted, type: boolean, meaning: "True where a source says it is retracted"}
//   - {name: doi, type: text, meaning: "DOI"}
//   - {name: address, type: text, meaning: "Where the record was read, for papers without DOI"}
// sentence: >-
//   "{title}" ({published}, {paper}), found by {matched}; other countries: {countries}.
// when_empty: No paper of this country that was searched has the topic in its title, field or OpenAlex topics, in these years.
// caveats:
//   - A topic is found by words. A paper that works with a method without naming it in the title is missed unless a source gave it a topic; a title can name a method that the paper does not use.
//   - Papers whose day of publication leaves the year open are kept where it can lie in these years.
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

RETURN
  paper.id AS paper,
  paper.title AS title,
  paper.date_min AS published_min,
  paper.date_max AS published_max,
  [term IN $topic WHERE toLower(paper.title) CONTAINS term | 'title: ' + term]
    + [term IN $topic WHERE toLower(paper.field) CONTAINS term | 'field: ' + term]
    + COLLECT {
      MATCH (paper)-[:ABOUT]->(topic:Topic)
      WHERE any(term IN $topic WHERE toLower(topic.name) CONTAINS term OR toLower(topic.subfield) CONTAINS term)
      RETURN 'topic: ' + topic.name AS found ORDER BY found
    } AS matched,
  COLLECT {
    MATCH (paper)-[at:LISTS]->(body:Institution)
    WHERE body.country = $home AND ($include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred'))
    RETURN body.name AS name ORDER BY name
  } AS institutions,
  COLLECT {
    MATCH (paper)-[at:LISTS]->(body:Institution)
    WHERE coalesce(body.country, '') <> $home AND ($include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred'))
    RETURN body.name AS name ORDER BY name
  } AS partners,
  CASE WHEN size(countries) < 2 THEN countries ELSE COLLECT { UNWIND countries AS code RETURN code ORDER BY code } END AS countries,
  coalesce(paper.retracted, false) AS retracted,
  paper.doi AS doi,
  paper.address AS address,
  COLLECT {
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY body.id LIMIT $max_paths
  } AS paths
ORDER BY published_min, paper
LIMIT coalesce($limit, 1000000)
