// People with a DPRK and another affiliation
//
// question: Which authors sign for a DPRK institution and for one elsewhere, on one paper or on several?
// family: across
// since: 0.1.0
// tags: [people, affiliations]
// parameters: [country, identity, include_inferred, max_authors, max_paths, limit]
// columns:
//   - {name: author, type: text, meaning: "Name as the source of the identity gives it"}
//   - {name: author_id, type: text, meaning: "ORCID, publisher's author id, or the one signature"}
//   - {name: identity, type: text, meaning: "What makes the signatures one person: ORCID, a publisher's cluster (which can mix people), or a single signature"}
//   - {name: dprk_institution, type: text, meaning: "The institution in the DPRK"}
//   - {name: dprk_id, type: text, meaning: "Its id", shown: false}
//   - {name: other_institution, type: text, meaning: "The institution elsewhere"}
//   - {name: other_id, type: text, meaning: "Its id", shown: false}
//   - {name: other_country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: dual, type: boolean, meaning: "True where the person signs for both on one paper"}
//   - {name: dual_papers, type: integer, meaning: "Papers on which the person signs for both"}
//   - {name: dprk_papers, type: integer, meaning: "Papers on which the person signs for the DPRK institution"}
//   - {name: other_papers, type: integer, meaning: "Papers on which the person signs for the other"}
//   - {name: dprk_first, type: date, meaning: "First day on which the earliest paper for the DPRK institution can have been published"}
//   - {name: dprk_last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: other_first, type: date, meaning: "First day on which the earliest paper for the other institution can have been published"}
//   - {name: other_last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: weakest_basis, type: text, meaning: "The weakest evidence that any of the papers rests on: printed, publisher, aggregator or inferred"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: >-
//   {author} ({identity}) signs for {dprk_institution} on {dprk_papers:paper} ({dprk_first} to {dprk_last}) and for
//   {other_institution} on {other_papers:paper} ({other_first} to {other_last}); for both at once on {dual_papers}.
// when_empty: No author of the papers that were searched signs for a DPRK institution and for one elsewhere.
// caveats:
//   - People are never joined by name. Someone who signs without an ORCID on two papers is seen as two people unless the publisher's cluster is asked for.
//   - An affiliation is what a paper prints. It says nothing about nationality, employment or where the person was.
// beside: [coverage]

MATCH (dprk:Institution {country: 'KP'})<-[at:LISTS]-(paper:Paper)<-[signs:AUTHORED]-(author:Author)
USING INDEX dprk:Institution(country)
WHERE coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
WITH author, dprk, paper,
  [i IN range(0, size(at.bases) - 1)
    WHERE at.author_positions[i] = signs.position AND ($include_inferred OR at.bases[i] <> 'inferred') | at.bases[i]] AS bases_read
WHERE size(bases_read) > 0
WITH author, dprk, collect(DISTINCT paper) AS dprk_papers, reduce(all = [], one IN collect(bases_read) | all + one) AS dprk_bases

MATCH (author)-[signs:AUTHORED]->(paper:Paper)-[at:LISTS]->(other:Institution)
WHERE coalesce(other.country, '') <> 'KP'
  AND ($country IS NULL OR other.country = $country)
  AND coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  AND (paper IN dprk_papers OR $identity = 'cluster' OR author.id STARTS WITH 'orcid:')
WITH author, dprk, dprk_papers, dprk_bases, other, paper,
  [i IN range(0, size(at.bases) - 1)
    WHERE at.author_positions[i] = signs.position AND ($include_inferred OR at.bases[i] <> 'inferred') | at.bases[i]] AS bases_read
WHERE size(bases_read) > 0
WITH author, dprk, dprk_papers, dprk_bases, other, collect(DISTINCT paper) AS other_papers,
  reduce(all = [], one IN collect(bases_read) | all + one) AS other_bases
WITH author, dprk, other, dprk_bases + other_bases AS bases_read,
  COLLECT { UNWIND dprk_papers AS paper RETURN paper ORDER BY paper.date_min, paper.id } AS dprk_papers,
  COLLECT { UNWIND other_papers AS paper RETURN paper ORDER BY paper.date_min, paper.id } AS other_papers

RETURN
  author.name AS author,
  author.id AS author_id,
  author.identity AS identity,
  dprk.name AS dprk_institution,
  dprk.id AS dprk_id,
  other.name AS other_institution,
  other.id AS other_id,
  other.country AS other_country,
  any(paper IN other_papers WHERE paper IN dprk_papers) AS dual,
  size([paper IN other_papers WHERE paper IN dprk_papers]) AS dual_papers,
  size(dprk_papers) AS dprk_papers,
  size(other_papers) AS other_papers,
  reduce(day = null, paper IN dprk_papers | CASE WHEN day IS NULL OR paper.date_min < day THEN paper.date_min ELSE day END) AS dprk_first,
  reduce(day = null, paper IN dprk_papers | CASE WHEN day IS NULL OR paper.date_max > day THEN paper.date_max ELSE day END) AS dprk_last,
  reduce(day = null, paper IN other_papers | CASE WHEN day IS NULL OR paper.date_min < day THEN paper.date_min ELSE day END) AS other_first,
  reduce(day = null, paper IN other_papers | CASE WHEN day IS NULL OR paper.date_max > day THEN paper.date_max ELSE day END) AS other_last,
  [basis IN ['inferred', 'aggregator', 'publisher', 'printed'] WHERE basis IN bases_read][0] AS weakest_basis,
  [paper IN dprk_papers | paper.id] + [paper IN other_papers WHERE NOT paper IN dprk_papers | paper.id] AS paper_ids,
  (COLLECT {
    UNWIND dprk_papers[0..($max_paths + 1) / 2] AS paper
    MATCH path = (author)-[:AUTHORED]->(paper)-[:LISTS]->(dprk)
    RETURN path
  } + COLLECT {
    UNWIND other_papers[0..$max_paths] AS paper
    MATCH path = (author)-[:AUTHORED]->(paper)-[:LISTS]->(other)
    RETURN path
  })[0..$max_paths] AS paths
ORDER BY dual DESC, dual_papers DESC, author_id, dprk_id, other_id
LIMIT coalesce($limit, 1000000)
