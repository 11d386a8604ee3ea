// Funders that a country's papers name
//
// question: Which funders do papers of this country name, and how often?
// family: study
// since: 0.2.0
// tags: [funders, countries]
// parameters: [home, country, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: funder, type: text, meaning: "Name of the funder; none named, in the row of papers for which no source names one"}
//   - {name: funder_id, type: text, meaning: "Its id"}
//   - {name: papers, type: integer, meaning: "Papers that name it. Do not add rows up as a paper can name several"}
//   - {name: share, type: number, meaning: "In per cent of the papers for which any funder is named; in the row without funder, of all papers"}
//   - {name: countries, type: texts, meaning: "Other countries on these papers (ISO 3166-1 alpha-2), most papers first"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: dois, type: texts, meaning: "At most five DOIs as examples, oldest first"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: "{funder}: {papers:paper} ({share} per cent), {first} to {last}; other countries on them: {countries}."
// when_empty: No paper that was searched prints this country, with this partner where one is asked for.
// caveats:
//   - Who funded what on a paper of several countries is not said. A funder is named for the paper, not for one of its countries.
//   - Papers for which no source names a funder are often most of them; they are a row of their own and tell nothing.
//   - Public and other funders stand side by side; public-funding tells apart those that a registry calls government bodies.
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
WITH collect({paper: paper, countries: countries, named: EXISTS { (paper)-[:FUNDED_BY]->(:Funder) }}) AS found
WITH found, size([one IN found WHERE one.named]) AS named
UNWIND found AS one
WITH one.paper AS paper, one.countries AS countries, size(found) AS total, named
OPTIONAL MATCH (paper)-[:FUNDED_BY]->(funder:Funder)
WITH funder, paper, countries, CASE WHEN funder IS NULL THEN total ELSE named END AS of
ORDER BY paper.date_min, paper.id
WITH funder, of, collect(paper) AS all_papers, collect(countries) AS found, min(paper.date_min) AS first, max(paper.date_max) AS last

RETURN
  coalesce(funder.name, 'none named') AS funder,
  funder.id AS funder_id,
  size(all_papers) AS papers,
  round(100.0 * size(all_papers) / of, 1) AS share,
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
    MATCH (paper)-[:LISTS]->(body:Institution)
    OPTIONAL MATCH named = (funder)<-[:FUNDED_BY]-(paper)-[:LISTS]->(body)
    OPTIONAL MATCH alone = (paper)-[:LISTS]->(body)
    RETURN coalesce(named, alone) AS path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
ORDER BY funder_id IS NULL, papers DESC, funder_id
LIMIT coalesce($limit, 1000000)
