// Affiliations that led to no institution
//
// question: Which affiliation strings of a country led to no institution, and on how many papers do they stand?
// family: data
// since: 0.2.0
// tags: [evidence, quality]
// parameters: [home, max_authors, max_paths, limit]
// columns:
//   - {name: string, type: text, meaning: "The string as printed"}
//   - {name: papers, type: integer, meaning: "Papers on which it stands"}
//   - {name: authors, type: integer, meaning: "Signatures with it"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: '"{string}" stands on {papers:paper} and led to no institution.'
// when_empty: Every string of authors of this country led to an institution, or none was searched.
// caveats:
//   - Papers with these strings count for the country, and are missing in every answer by institution.
//   - The country is the author's. Where an author prints several strings, those of other countries that led to nothing stand here too.
//   - Strings that a paper prints without saying whose are left out.
// beside: [coverage]

CALL db.index.fulltext.queryRelationships('search AUTHORED', $home) YIELD relationship AS signs
WITH signs, endNode(signs) AS paper
MATCH (paper:Paper)
WHERE
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
UNWIND signs.raw_affiliations AS string
WITH paper, signs, string
WHERE NOT EXISTS {
  MATCH (paper)-[at:LISTS]->(:Institution)
  WHERE string IN at.raw_affiliations
}
WITH string, paper, signs
ORDER BY paper.date_min, paper.id, signs.position
WITH string, collect(DISTINCT paper) AS shown, count(*) AS authors, min(paper.date_min) AS first, max(paper.date_max) AS last

RETURN
  string,
  size(shown) AS papers,
  authors,
  first,
  last,
  [paper IN shown | paper.id] AS paper_ids,
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (author:Author)-[signs:AUTHORED]->(paper)
    WHERE string IN signs.raw_affiliations
    RETURN path ORDER BY paper.date_min, paper.id, signs.position LIMIT $max_paths
  } AS paths
ORDER BY papers DESC, authors DESC, string
LIMIT coalesce($limit, 1000000)
