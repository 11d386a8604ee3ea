// Partner countries in world totals, and in the papers loaded
//
// question: With which countries do the world totals count works of this country, and how many papers with each are loaded?
// family: world
// since: 0.2.0
// tags: [world totals, countries, coverage]
// parameters: [home, first_year, last_year, filter, include_inferred, max_authors, max_paths, limit]
// columns:
//   - {name: counts, type: text, meaning: "What the totals count"}
//   - {name: years, type: text, meaning: "First and last year of the totals"}
//   - {name: country, type: text, meaning: "Partner country (ISO 3166-1 alpha-2)"}
//   - {name: works, type: integer, meaning: "Works of both by the totals. Do not add rows up as a work can have several countries"}
//   - {name: rank, type: integer, meaning: "Place among the partners, by number of works; partners of one number share a place"}
//   - {name: loaded, type: integer, meaning: "Papers loaded that print both, in these years"}
//   - {name: retrieved, type: date, meaning: "Day on which the source was asked"}
//   - {name: origin, type: text, meaning: "Who counted, and who asked"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers loaded", shown: false}
// sentence: >-
//   {country}: {works:work} by the totals of {years} (rank {rank}), {loaded:paper} loaded.
// when_empty: No world totals that name partners of this country are loaded for these years, so the data could not have held an answer.
// caveats:
//   - Two numbers are set side by side, not two lists; papers loaded can be missing in the totals, and the other way round.
//   - A source that gives works to the wrong country does so in its totals too. OpenAlex is known to give works of bodies in the Republic of Korea, Japan and elsewhere to the DPRK, so partners of the DPRK in its totals are leads to check.
//   - People who sign for two countries count as two countries, as in the totals.
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
WITH paper, [one IN sides WHERE one.country <> $home | one.country] AS codes
ORDER BY paper.date_min, paper.id
WITH collect({paper: paper, codes: codes}) AS read
MATCH (figure:Figure {country: $home})
WHERE figure.partners IS NOT NULL
  AND coalesce(figure.year >= $first_year, true) AND coalesce(figure.year <= $last_year, true)
  AND ($filter IS NULL OR toLower(figure.filter) CONTAINS toLower($filter))
WITH read, figure.totals AS totals, min(figure.year) AS first, max(figure.year) AS last, collect(figure) AS figures
CALL (figures) {
  UNWIND figures AS figure
  UNWIND range(0, size(figure.partners) - 1) AS i
  WITH figure.partners[i] AS country, sum(figure.partner_works[i]) AS works
  RETURN collect({country: country, works: works}) AS partners
}
UNWIND partners AS one
WITH *, one.country AS country, one.works AS works,
  [each IN read WHERE one.country IN each.codes AND each.paper.date_min.year >= first AND each.paper.date_max.year <= last
    | each.paper] AS all_papers

RETURN
  figures[0].counts AS counts,
  toString(first) + CASE WHEN last > first THEN '-' + toString(last) ELSE '' END AS years,
  country,
  works,
  1 + size([other IN partners WHERE other.works > works]) AS rank,
  size(all_papers) AS loaded,
  figures[0].retrieved AS retrieved,
  figures[0].origin AS origin,
  [paper IN all_papers | paper.id] AS paper_ids,
  // <star shown=all_papers>
  COLLECT {
    UNWIND all_papers[0..$max_paths] AS paper
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
  // </star>
ORDER BY totals, works DESC, country
LIMIT coalesce($limit, 1000000)
