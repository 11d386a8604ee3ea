// Papers that name public funders, by country of the funder
//
// question: How many papers of this country name a public funder, and of which countries are those funders?
// family: study
// since: 0.2.0
// tags: [funders, countries]
// parameters: [home, country, funder_country, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: funded_by, type: text, meaning: "Country of the public funders (ISO 3166-1 alpha-2); empty for funders that are not known to be public"}
//   - {name: papers, type: integer, meaning: "Papers that name at least one. Do not add rows up as a paper can name several"}
//   - {name: share, type: number, meaning: "Papers in per cent of those for which any funder is named"}
//   - {name: prints_it, type: integer, meaning: "Of papers: those that print the funders' country too"}
//   - {name: funders, type: texts, meaning: "The funders, most papers first"}
//   - {name: named, type: integer, meaning: "Papers searched for which any funder is named"}
//   - {name: all_papers, type: integer, meaning: "Papers searched, with and without a funder"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: dois, type: texts, meaning: "At most five DOIs as examples, oldest first"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: >-
//   {funded_by}: {papers:paper} of {named} for which any funder is named ({share} per cent), of {all_papers} searched: {funders}.
// when_empty: No paper that was searched prints this country and names such a funder.
// caveats:
//   - A funder is named for the paper, not for one of its authors or countries; who paid whom is not said.
//   - Public means that ROR calls the funder a government body. Universities, foundations and companies are not counted as public, whoever owns them.
//   - Papers for which no source names a funder tell nothing; most are of this kind.
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
WITH found, size(found) AS total, size([one IN found WHERE one.named]) AS named
UNWIND found AS one
WITH one.paper AS paper, one.countries AS countries, total, named
MATCH (paper)-[:FUNDED_BY]->(funder:Funder)
OPTIONAL MATCH (body:Institution {id: funder.ror})
WITH paper, countries, total, named, funder,
  coalesce(funder.country, CASE WHEN body.kind CONTAINS 'government' THEN body.country END) AS funded_by
WHERE $funder_country IS NULL OR funded_by = $funder_country
WITH funded_by, paper, countries, total, named, collect(funder) AS given
ORDER BY paper.date_min, paper.id
WITH funded_by, total, named, collect(paper) AS all_papers, collect(given) AS funders,
  count(CASE WHEN funded_by IN countries THEN 1 END) AS prints_it,
  min(paper.date_min) AS first, max(paper.date_max) AS last

RETURN
  funded_by,
  size(all_papers) AS papers,
  round(100.0 * size(all_papers) / named, 1) AS share,
  prints_it,
  COLLECT {
    UNWIND funders AS some
    UNWIND some AS funder
    WITH funder.name AS name, count(*) AS times
    RETURN name ORDER BY times DESC, name
  } AS funders,
  named,
  total AS all_papers,
  first,
  last,
  [paper IN all_papers WHERE paper.doi IS NOT NULL | paper.doi][0..5] AS dois,
  [paper IN all_papers | paper.id] AS paper_ids,
  COLLECT {
    UNWIND all_papers[0..$max_paths] AS paper
    MATCH path = (:Funder)<-[:FUNDED_BY]-(paper)
    RETURN path ORDER BY paper.date_min, paper.id LIMIT $max_paths
  } AS paths
ORDER BY funded_by IS NULL, papers DESC, funded_by
LIMIT coalesce($limit, 1000000)
