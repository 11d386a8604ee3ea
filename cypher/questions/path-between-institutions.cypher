// Shortest way between two institutions
//
// question: By how few papers and people are two institutions joined, and which are they?
// family: across
// since: 0.2.0
// tags: [paths, co-authorship, people]
// parameters: [institution, other, identity, include_inferred, max_authors, max_paths, {name: limit, default: 10}]
// columns:
//   - {name: papers, type: integer, meaning: "Length of the way in papers; 1 means that one paper prints both. At most 4 are searched"}
//   - {name: titles, type: texts, meaning: "Titles of the papers, from the first institution on"}
//   - {name: people, type: texts, meaning: "Who stands on both of two neighbouring papers"}
//   - {name: people_ids, type: texts, meaning: "Their ids"}
//   - {name: identities, type: texts, meaning: "What makes the signatures of each one person: ORCID, or a publisher's cluster (which can mix people)"}
//   - {name: first_signs, type: boolean, meaning: "True where the first of these people signs for the first institution on the first paper; empty where no person is needed"}
//   - {name: last_signs, type: boolean, meaning: "True where the last of them signs for the other institution on the last paper"}
//   - {name: first, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers, in order", shown: false}
// sentence: "Joined by {papers:paper}: {titles}[; on two neighbouring ones stand {people}]."
// when_empty: No way of at most four papers was found, through people whom an ORCID carries from paper to paper. Ask with identity cluster to follow publishers' author clusters too.
// caveats:
//   - A way through people and papers does not say that its ends were ever in contact. In a large graph most institutions are joined by four papers.
//   - Only the shortest ways are shown, as many as limit asks for. No way leads through a third institution, a country, a funder or a topic.
//   - People on the way need not sign for the institutions at its ends; first_signs and last_signs say whether they do.
// beside: [coverage]

MATCH (one:Institution {id: $institution})
OPTIONAL MATCH (two:Institution {id: $other})
WITH one, two
WHERE two IS NOT NULL AND one <> two
// One paper that prints both is the shortest way: it is looked for first, among the papers of the smaller one, as to read
// all papers of a hub is most of the work.
CALL (one, two) {
  WITH one, two, COUNT { (one)<-[:LISTS]-() } <= COUNT { (two)<-[:LISTS]-() } AS is_smaller
  WITH CASE WHEN is_smaller THEN one ELSE two END AS smaller, CASE WHEN is_smaller THEN two ELSE one END AS larger
  WITH larger, [(smaller)<-[at:LISTS]-(paper:Paper) | [at, paper]] AS papers
  UNWIND papers AS one_of
  WITH larger, one_of[0] AS at_smaller, one_of[1] AS paper
  MATCH (paper)-[at_larger:LISTS]->(larger)
  WHERE
    // <short>
    coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
    // </short>
    AND ($include_inferred
      OR any(basis IN at_smaller.bases WHERE basis <> 'inferred') AND any(basis IN at_larger.bases WHERE basis <> 'inferred'))
  RETURN collect(paper) AS direct
}
CALL (one, two, direct) {
  UNWIND direct AS paper
  MATCH path = (one)<-[:LISTS]-(paper)-[:LISTS]->(two)
  RETURN path
  UNION ALL
  WITH one, two, direct
  WHERE size(direct) = 0
  MATCH path = allShortestPaths((one)-[:LISTS|AUTHORED*..8]-(two))
  WHERE all(node IN nodes(path) WHERE CASE
        // In the order in which most nodes are known: papers by their number of authors, which only papers have, people by id.
        WHEN node.n_authors < $max_authors THEN true
        WHEN node.id STARTS WITH 'orcid:' THEN true
        WHEN node:Author THEN $identity = 'cluster'
        ELSE node = one OR node = two OR node:Paper AND (coalesce(node.n_authors, 0) < $max_authors
          OR node.n_authors = $max_authors AND NOT coalesce(node.authors_source, '') STARTS WITH 'truncated')
      END)
    AND all(at IN relationships(path) WHERE type(at) = 'AUTHORED'
      OR $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred'))
  RETURN path
}
WITH path, [node IN nodes(path) WHERE node:Paper] AS shown, [node IN nodes(path) WHERE node:Author] AS persons,
  relationships(path) AS steps
// Matched by label once more, so that a condition on papers reaches those on the way.
WHERE all(paper IN shown WHERE EXISTS { (paper:Paper) })

RETURN
  size(shown) AS papers,
  [paper IN shown | coalesce(paper.title, paper.id)] AS titles,
  [person IN persons | person.name] AS people,
  [person IN persons | person.id] AS people_ids,
  [person IN persons | person.identity] AS identities,
  CASE WHEN size(persons) > 0 THEN steps[1].position IN steps[0].author_positions END AS first_signs,
  CASE WHEN size(persons) > 0 THEN steps[-2].position IN steps[-1].author_positions END AS last_signs,
  reduce(day = null, paper IN shown | CASE WHEN day IS NULL OR paper.date_min < day THEN paper.date_min ELSE day END) AS first,
  reduce(day = null, paper IN shown | CASE WHEN day IS NULL OR paper.date_max > day THEN paper.date_max ELSE day END) AS last,
  [paper IN shown | paper.id] AS paper_ids,
  [path][0..$max_paths] AS paths
ORDER BY papers, first_signs DESC, last_signs DESC, first, paper_ids, people_ids
LIMIT coalesce($limit, 1000000)
