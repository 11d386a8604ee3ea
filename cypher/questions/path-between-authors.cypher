// Shortest way between two people
//
// question: By how few papers are two people joined as co-authors, and through whom?
// family: across
// since: 0.2.0
// tags: [paths, co-authorship, people]
// parameters: [author, other_author, identity, max_authors, max_paths, {name: limit, default: 10}]
// columns:
//   - {name: papers, type: integer, meaning: "Length of the way in papers; 1 means a common paper. At most 6 are searched"}
//   - {name: titles, type: texts, meaning: "Titles of the papers, from the first person on"}
//   - {name: people, type: texts, meaning: "Everybody on the way, both ends included"}
//   - {name: people_ids, type: texts, meaning: "Their ids"}
//   - {name: identities, type: texts, meaning: "What makes the signatures of each one person: ORCID, a publisher's cluster (which can mix people), or a single signature"}
//   - {name: first, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers, in order", shown: false}
// sentence: "Joined by {papers:paper}: {people}, by {titles}."
// when_empty: No way of at most six papers was found, through people whom an ORCID carries from paper to paper. Ask with identity cluster to follow publishers' author clusters too.
// caveats:
//   - A way does not say that its ends were ever in contact, nor that anybody on it knew of the others' papers.
//   - Only the shortest ways are shown, as many as limit asks for.
// beside: [coverage]

MATCH (one:Author {id: $author})
OPTIONAL MATCH (two:Author {id: $other_author})
WITH one, two
WHERE two IS NOT NULL AND one <> two
MATCH path = allShortestPaths((one)-[:AUTHORED*..12]-(two))
WHERE all(node IN nodes(path) WHERE CASE
      // In the order in which most nodes are known: papers by their number of authors, which only papers have, people by id.
      WHEN node.n_authors < $max_authors THEN true
      WHEN node.id STARTS WITH 'orcid:' THEN true
      WHEN node:Author THEN $identity = 'cluster' OR node = one OR node = two
      ELSE node:Paper AND (coalesce(node.n_authors, 0) < $max_authors
        OR node.n_authors = $max_authors AND NOT coalesce(node.authors_source, '') STARTS WITH 'truncated')
    END)
WITH path, [node IN nodes(path) WHERE node:Paper] AS shown, [node IN nodes(path) WHERE node:Author] AS persons
// Matched by label once more, so that a condition on papers reaches those on the way.
WHERE all(paper IN shown WHERE EXISTS { (paper:Paper) })

RETURN
  size(shown) AS papers,
  [paper IN shown | coalesce(paper.title, paper.id)] AS titles,
  [person IN persons | person.name] AS people,
  [person IN persons | person.id] AS people_ids,
  [person IN persons | person.identity] AS identities,
  reduce(day = null, paper IN shown | CASE WHEN day IS NULL OR paper.date_min < day THEN paper.date_min ELSE day END) AS first,
  reduce(day = null, paper IN shown | CASE WHEN day IS NULL OR paper.date_max > day THEN paper.date_max ELSE day END) AS last,
  [paper IN shown | paper.id] AS paper_ids,
  [path][0..$max_paths] AS paths
ORDER BY papers, first, paper_ids, people_ids
LIMIT coalesce($limit, 1000000)
