// Where sources contradict each other
//
// question: On which papers does a publisher's institution or country contradict the affiliation that is printed?
// family: data
// since: 0.2.0
// tags: [evidence, quality]
// scan: conflicts stand on the author lists, which no index covers
// parameters: [{name: country, default: null}, max_authors, max_paths, limit]
// columns:
//   - {name: conflict, type: text, meaning: "The contradiction in words"}
//   - {name: papers, type: integer, meaning: "Papers with it"}
//   - {name: authors, type: integer, meaning: "Signatures with it"}
//   - {name: strings, type: texts, meaning: "At most five of the strings as printed"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: "{papers:paper}: {conflict}. Strings: {strings}."
// when_empty: No contradiction between a publisher and what is printed was found, with this country in the printed string where one is asked for.
// caveats:
//   - What is printed is followed where it names an institution; the contradiction is kept for a person to look at.
//   - Only what was compared can contradict, namely the DPRK and institutions that a publisher attached.
// beside: [coverage]

MATCH (author:Author)-[signs:AUTHORED]->(paper:Paper)
WHERE signs.conflicts IS NOT NULL AND ($country IS NULL OR $country IN signs.country_codes)
  AND
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
UNWIND signs.conflicts AS conflict
WITH conflict, paper, signs
ORDER BY paper.date_min, paper.id, signs.position
WITH conflict, collect(DISTINCT paper) AS shown, count(*) AS authors, collect(signs.raw_affiliations) AS found,
  min(paper.date_min) AS first, max(paper.date_max) AS last

RETURN
  conflict,
  size(shown) AS papers,
  authors,
  COLLECT { UNWIND found AS strings UNWIND strings AS string RETURN DISTINCT string ORDER BY string LIMIT 5 } AS strings,
  first,
  last,
  [paper IN shown | paper.id] AS paper_ids,
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (author:Author)-[signs:AUTHORED]->(paper)
    WHERE conflict IN signs.conflicts
    RETURN path ORDER BY paper.date_min, paper.id, signs.position LIMIT $max_paths
  } AS paths
ORDER BY papers DESC, conflict
LIMIT coalesce($limit, 1000000)
