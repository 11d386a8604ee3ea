// How much of a country's literature is loaded
//
// question: How many of the works that the world totals count for this country are among the papers loaded, year by year?
// family: world
// since: 0.2.0
// tags: [world totals, coverage, years]
// parameters: [home, first_year, last_year, filter, include_inferred, max_authors, max_paths, limit]
// columns:
//   - {name: counts, type: text, meaning: "What the totals count"}
//   - {name: year, type: integer, meaning: "Year of publication"}
//   - {name: works, type: integer, meaning: "Works of the country by the totals"}
//   - {name: loaded, type: integer, meaning: "Papers loaded that print the country and would be counted; empty where the totals have a filter that papers here cannot be asked for"}
//   - {name: share, type: number, meaning: "Loaded in per cent of works; they need not be the same works"}
//   - {name: retrieved, type: date, meaning: "Day on which the source was asked"}
//   - {name: origin, type: text, meaning: "Who counted, and who asked"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers loaded", shown: false}
// sentence: >-
//   {year}: the totals of {retrieved} count {works:work} ({counts}), loaded are {loaded}[ ({share} per cent)].
// when_empty: No world totals of this country are loaded for these years, so the data could not have held an answer.
// caveats:
//   - Two numbers are set side by side, not two lists; papers loaded can be missing in the totals, and the other way round.
//   - A source that gives works to the wrong country does so in its totals too. OpenAlex is known to give works of bodies in the Republic of Korea, Japan and elsewhere to the DPRK.
//   - Papers whose dates leave the year open are in no row. People who sign for two countries count as two countries, as in the totals.
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
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
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
WITH paper, size([one IN sides WHERE one.country <> $home]) AS others,
  CASE WHEN paper.date_min.year = paper.date_max.year THEN paper.date_min.year END AS year
ORDER BY paper.date_min, paper.id
WITH collect({paper: paper, year: year, others: others}) AS read
MATCH (figure:Figure {country: $home})
WHERE coalesce(figure.year >= $first_year, true) AND coalesce(figure.year <= $last_year, true)
  AND ($filter IS NULL OR toLower(figure.filter) CONTAINS toLower($filter))
WITH figure, coalesce(figure.filter, '') IN ['', 'countries_distinct_count:>1'] AS comparable,
  [one IN read WHERE one.year = figure.year AND (figure.filter IS NULL OR one.others > 0) | one.paper] AS of_year
WITH figure, comparable, CASE WHEN comparable THEN of_year ELSE [] END AS all_papers

RETURN
  figure.counts AS counts,
  figure.year AS year,
  figure.works AS works,
  CASE WHEN comparable THEN size(all_papers) END AS loaded,
  CASE WHEN comparable AND figure.works > 0 THEN round(100.0 * size(all_papers) / figure.works, 1) END AS share,
  figure.retrieved AS retrieved,
  figure.origin AS origin,
  [paper IN all_papers | paper.id] AS paper_ids,
  // <star shown=all_papers>
  COLLECT {
    UNWIND all_papers[0..$max_paths] AS paper
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
  // </star>
ORDER BY counts, retrieved, year
LIMIT coalesce($limit, 1000000)
