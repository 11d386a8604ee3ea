// Our authors who sign, or signed, for a listed institution
//
// question: Which authors of our institution signed for one on a control list before, sign for both, or sign for it now?
// family: institution
// since: 0.2.0
// tags: [lists, people, affiliations]
// parameters: [institution, {name: list, default: any}, as_of, links, roll_up, identity, include_inferred, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: author, type: text, meaning: "Name as the source of the identity gives it"}
//   - {name: author_id, type: text, meaning: "ORCID, publisher's author id, or the one signature"}
//   - {name: identity, type: text, meaning: "What makes the signatures one person: ORCID, a publisher's cluster (which can mix people), or a single signature"}
//   - {name: listed_institution, type: text, meaning: "The listed institution"}
//   - {name: listed_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: listing, type: text, meaning: "in force; or undetermined where the files loaded leave open whether it stood on the list that day"}
//   - {name: order, type: text, meaning: "both: on one paper. before: all papers for the listed institution are older than all for us. after: they are younger. mixed: the dates overlap or leave it open"}
//   - {name: both_papers, type: integer, meaning: "Papers on which the person signs for both"}
//   - {name: our_papers, type: integer, meaning: "Papers on which the person signs for us"}
//   - {name: listed_papers, type: integer, meaning: "Papers on which the person signs for the listed institution"}
//   - {name: our_first, type: date, meaning: "First day on which the earliest for us can have been published"}
//   - {name: our_last, type: date, meaning: "Last day on which the latest for us can have been published"}
//   - {name: listed_first, type: date, meaning: "First day on which the earliest for the listed institution can have been published"}
//   - {name: listed_last, type: date, meaning: "Last day on which the latest for it can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: >-
//   {author} ({identity}) signs for us on {our_papers:paper} ({our_first} to {our_last}) and for {listed_institution}
//   ({list}, {listing}) on {listed_papers:paper} ({listed_first} to {listed_last}): {order}.
// when_empty: No author of our institution was found who signs for one on this list too, on the papers searched.
// caveats:
//   - People change institutions all the time, and a paper comes out after the work. before and after speak of printed affiliations, not of employment.
//   - The lists are those of the day of as_of; the institution may not have been on one when the person signed for it.
//   - A person is followed from paper to paper by ORCID only, unless identity is cluster. Nobody is joined by name.
// beside: [coverage]

// AFFILIATED_WITH holds everybody who ever signed for an institution, on any evidence: few signed for a listed one too, and
// only their papers are read.
MATCH (us:Institution {id: $institution})<-[:AFFILIATED_WITH]-(author:Author)-[:AFFILIATED_WITH]->(body:Institution)
WHERE body <> us
  AND
  // <may-be-listed>
  CASE
    WHEN body:Designated THEN true
    WHEN $roll_up OR $links = 'probable'
      THEN EXISTS { (body)-[:PART_OF*0..3]->(:Institution)<-[:TARGETS|MAY_TARGET]-(:Designation) }
    ELSE false
  END
  // </may-be-listed>
WITH us, author, collect(body) AS bodies
MATCH (author)-[signs:AUTHORED]->(paper:Paper)
WHERE
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
MATCH (paper)-[at:LISTS]->(us)
WHERE any(i IN range(0, size(at.bases) - 1)
  WHERE at.author_positions[i] = signs.position AND ($include_inferred OR at.bases[i] <> 'inferred'))
WITH us, author, bodies, collect(DISTINCT paper) AS our_papers
MATCH (author)-[signs:AUTHORED]->(paper:Paper)-[at:LISTS]->(body:Institution)
WHERE body IN bodies
  AND any(i IN range(0, size(at.bases) - 1)
    WHERE at.author_positions[i] = signs.position AND ($include_inferred OR at.bases[i] <> 'inferred'))
  AND (paper IN our_papers OR $identity = 'cluster' OR author.id STARTS WITH 'orcid:')
  AND
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
WITH us, author, our_papers, body, collect(DISTINCT paper) AS listed_papers
WITH us, body, collect({author: author, ours: our_papers, theirs: listed_papers}) AS found
// <listing>
CALL (body) {
  MATCH way = (body)-[:PART_OF*0..3]->(whole:Institution)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)
      -[on:ON_LIST]->(list:ControlList)
  WHERE ($list = 'any' OR list.id = $list)
    AND ($roll_up OR whole = body)
    AND (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
      OR $links = 'probable' AND link.judgement <> 'rejected' AND coalesce(link.relation, 'same body') <> 'part of')
  // A name that the entry got later does not make its bearer listed since the entry began.
  WITH list, entry, on, way, coalesce($as_of, list.as_of, list.seen_in) AS day,
    CASE WHEN type(link) = 'TARGETS' AND link.judgement <> 'unsure' THEN 0 ELSE 2 END
      + CASE WHEN whole = body THEN 0 ELSE 1 END AS rank,
    date(left(entry.names_seen[0], 10)) AS entry_seen,
    [seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name) | date(left(seen, 10))][0]
      AS name_seen
  WITH list, entry, way, rank, day, on.period AS number, {
      from_min: CASE WHEN name_seen > entry_seen AND coalesce(on.from_min < entry_seen, true) THEN entry_seen ELSE on.from_min END,
      from_max: CASE WHEN name_seen > entry_seen AND coalesce(on.from_max < name_seen, true) THEN name_seen ELSE on.from_max END,
      to_min: on.to_min,
      to_max: on.to_max
    } AS period
  WHERE coalesce(period.from_min <= day, true)
  WITH list, entry, way, rank, number, coalesce(period.to_max > day, true) AS in_force, period {.*,
      sure: coalesce(period.to_min > day, true)
        AND ($as_of IS NULL OR coalesce(coalesce(period.from_max, entry.first_file) <= day, false))
    } AS period
  ORDER BY number
  WITH list, entry, rank, collect(period) AS periods, collect(way) AS ways,
    [one IN collect({period: period, in_force: in_force}) WHERE one.in_force | one.period] AS current
  WHERE size(current) > 0
  ORDER BY entry.id
  WITH list, collect({entry: entry, rank: rank, periods: periods, current: current, ways: ways}) AS found, min(rank) AS link_rank
  WITH list, link_rank, [one IN found WHERE one.rank = link_rank] AS found
  RETURN list, link_rank,
    [one IN found | one.entry] AS entries,
    reduce(all = [], one IN found | all + one.periods) AS periods,
    reduce(all = [], one IN found | all + one.current) AS current,
    reduce(all = [], one IN found | all + one.ways) AS ways
}
// </listing>
UNWIND found AS one
WITH us, body, list, ways, current, one.author AS author,
  COLLECT { UNWIND one.ours AS paper RETURN paper ORDER BY paper.date_min, paper.id } AS our_papers,
  COLLECT { UNWIND one.theirs AS paper RETURN paper ORDER BY paper.date_min, paper.id } AS listed_papers
WITH *, [paper IN listed_papers WHERE paper IN our_papers] AS both,
  reduce(day = null, paper IN our_papers | CASE WHEN day IS NULL OR paper.date_min < day THEN paper.date_min ELSE day END) AS our_first,
  reduce(day = null, paper IN our_papers | CASE WHEN day IS NULL OR paper.date_max > day THEN paper.date_max ELSE day END) AS our_last,
  reduce(day = null, paper IN listed_papers | CASE WHEN day IS NULL OR paper.date_min < day THEN paper.date_min ELSE day END) AS listed_first,
  reduce(day = null, paper IN listed_papers | CASE WHEN day IS NULL OR paper.date_max > day THEN paper.date_max ELSE day END) AS listed_last

RETURN
  list.id AS list,
  list.nature AS nature,
  author.name AS author,
  author.id AS author_id,
  author.identity AS identity,
  body.name AS listed_institution,
  body.id AS listed_id,
  body.country AS country,
  // <sure>
  CASE any(period IN current WHERE period.sure) WHEN true THEN 'in force' WHEN false THEN 'undetermined' END
  // </sure>
  AS listing,
  CASE
    WHEN size(both) > 0 THEN 'both'
    WHEN listed_last < our_first THEN 'before'
    WHEN our_last < listed_first THEN 'after'
    ELSE 'mixed'
  END AS order,
  size(both) AS both_papers,
  size(our_papers) AS our_papers,
  size(listed_papers) AS listed_papers,
  our_first,
  our_last,
  listed_first,
  listed_last,
  [paper IN our_papers | paper.id] + [paper IN listed_papers WHERE NOT paper IN our_papers | paper.id] AS paper_ids,
  (COLLECT {
    UNWIND listed_papers[0..($max_paths + 1) / 2] AS paper
    MATCH path = (author)-[:AUTHORED]->(paper)-[:LISTS]->(body)
    RETURN path
  } + COLLECT {
    UNWIND our_papers[0..$max_paths] AS paper
    MATCH path = (author)-[:AUTHORED]->(paper)-[:LISTS]->(us)
    RETURN path
  } + ways)[0..$max_paths] AS paths
ORDER BY nature, list, order, both_papers DESC, listed_papers DESC, author_id, listed_id
LIMIT coalesce($limit, 1000000)
