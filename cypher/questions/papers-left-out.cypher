// Papers that answers leave out
//
// question: Which papers do answers leave out for the length of their author list, or because a source cut it?
// family: data
// since: 0.2.0
// tags: [papers, quality]
// scan: the length of the author list is on every paper and in no index
// parameters: [max_authors, max_paths, limit]
// columns:
//   - {name: paper, type: text, meaning: "Id of the paper"}
//   - {name: title, type: text, meaning: "Title as printed"}
//   - {name: published_min, type: date, meaning: "First day on which it can have been published"}
//   - {name: published_max, type: date, meaning: "Last day on which it can have been published"}
//   - {name: authors, type: integer, meaning: "Length of the author list as far as known"}
//   - {name: cut, type: boolean, meaning: "True where a source says that it cut the list"}
//   - {name: loaded, type: integer, meaning: "Signatures that are loaded"}
//   - {name: institutions, type: integer, meaning: "Institutions that it prints, as far as loaded"}
//   - {name: listed, type: integer, meaning: "Of them: found to be on a control list, now or once"}
//   - {name: doi, type: text, meaning: "DOI"}
// sentence: '"{title}" ({published}, {paper}) has {authors:author}, of whom {loaded} are loaded, and prints {institutions:institution}, {listed} of them listed now or once.'
// when_empty: No paper that was loaded has a longer list of authors, and none was cut at that length.
// caveats:
//   - On such papers thousands share one work; that two of them stand together says little. Raise max_authors to see them in answers.
//   - Where a list was cut, authors and institutions after the cut are not seen at all.
// beside: [coverage]

MATCH (paper:Paper)
WHERE NOT (
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
)

RETURN
  paper.id AS paper,
  paper.title AS title,
  paper.date_min AS published_min,
  paper.date_max AS published_max,
  paper.n_authors AS authors,
  coalesce(paper.authors_source STARTS WITH 'truncated', false) AS cut,
  COUNT { (paper)<-[:AUTHORED]-(:Author) } AS loaded,
  COUNT { (paper)-[:LISTS]->(:Institution) } AS institutions,
  COUNT { (paper)-[:LISTS]->(:Designated) } AS listed,
  paper.doi AS doi,
  COLLECT {
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY body.id LIMIT $max_paths
  } AS paths
ORDER BY authors DESC, paper
LIMIT coalesce($limit, 1000000)
