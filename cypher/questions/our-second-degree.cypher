// Listed institutions one co-author away
//
// question: Which institutions on control lists publish with our co-authors, on papers that are not ours?
// family: institution
// since: 0.2.0
// tags: [lists, people, two hops]
// parameters: [institution, {name: list, default: any}, as_of, links, roll_up, identity, include_inferred, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: listed_institution, type: text, meaning: "The listed institution"}
//   - {name: listed_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: listing, type: text, meaning: "in force; or undetermined where the files loaded leave open whether it stood on the list that day"}
//   - {name: people, type: texts, meaning: "Who wrote with us, not signing for us there, and stands on a paper with the listed institution"}
//   - {name: people_ids, type: texts, meaning: "Their ids", shown: false}
//   - {name: sign_for_it, type: integer, meaning: "How many of them sign for the listed institution themselves"}
//   - {name: near_papers, type: integer, meaning: "Our papers with these people"}
//   - {name: far_papers, type: integer, meaning: "Their papers with the listed institution that do not print us"}
//   - {name: first, type: date, meaning: "First day on which the earliest of all these papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: also_direct, type: boolean, meaning: "True where a paper prints both, of any size"}
//   - {name: near_ids, type: texts, meaning: "Ids of our papers", shown: false}
//   - {name: far_ids, type: texts, meaning: "Ids of the others", shown: false}
// sentence: >-
//   {listed_institution} ({list}) stands on {far_papers:paper} with {people}, who wrote {near_papers:paper} with us. No
//   contact between us and it is implied.
// when_empty: No institution on this list was found on other papers of our co-authors whom an ORCID carries from paper to paper. Ask with identity cluster to follow publishers' author clusters too.
// caveats:
//   - No contact is implied between our institution and the listed one, nor that anybody knew of the other paper.
//   - A person is followed by ORCID only, unless identity is cluster. Publishers' clusters can mix several people.
//   - Time is not compared. The other paper can be decades older or younger than ours.
// beside: [coverage]

MATCH (us:Institution {id: $institution})<-[at_us:LISTS]-(near:Paper)<-[signs:AUTHORED]-(person:Author)
WHERE ($identity = 'cluster' OR person.id STARTS WITH 'orcid:')
  AND ($include_inferred OR any(basis IN at_us.bases WHERE basis <> 'inferred'))
  AND NOT signs.position IN at_us.author_positions
  AND
  // <short paper=near>
  coalesce(near.n_authors, 0) + CASE WHEN near.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
WITH us, person, collect(DISTINCT near) AS near_papers
WITH us, collect({person: person, near: near_papers}) AS people
CALL (us) {
  CALL () {
    MATCH (body:Designated)
    WHERE NOT $roll_up AND $links = 'strict'
    RETURN body
    UNION
    MATCH (control:ControlList)<-[:ON_LIST]-(:Designation)-[:TARGETS|MAY_TARGET]->(whole:Institution)
    WHERE ($list = 'any' OR control.id = $list) AND ($roll_up OR $links = 'probable')
    MATCH (whole)<-[:PART_OF*0..3]-(body:Institution)
    RETURN body
  }
  RETURN collect(body) AS bodies, sum(COUNT { (body)<-[:LISTS]-() }) AS listed_papers
}
// Few of their papers print a body that a list may concern. To see what a paper prints, its authors are in the way: the
// papers of such bodies are read first, unless they are far more (a person has about ten).
WITH us, people, bodies, listed_papers < 50 * size(people) AS fewer
CALL (bodies, fewer) {
  UNWIND CASE WHEN fewer THEN bodies ELSE [] END AS body
  MATCH (body)<-[:LISTS]-(paper:Paper)
  RETURN collect(paper) AS of_bodies
}
// The people by their places: rows that carry the near papers of each take the server's memory.
CALL (us, people, of_bodies, fewer) {
  UNWIND range(0, size(people) - 1) AS place
  WITH us, fewer, of_bodies, place, people[place].person AS person
  MATCH (person)-[signs:AUTHORED]->(far:Paper)
  WHERE NOT fewer OR far IN of_bodies
  WITH us, far, collect([place, signs.position]) AS all_signed
  WHERE
    // <short paper=far>
    coalesce(far.n_authors, 0) + CASE WHEN far.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
    // </short>
  MATCH (far)-[at_body:LISTS]->(body:Institution)
  WHERE ($include_inferred OR any(basis IN at_body.bases WHERE basis <> 'inferred'))
    AND
    // <may-be-listed>
    CASE
      WHEN body:Designated THEN true
      WHEN $roll_up OR $links = 'probable'
        THEN EXISTS { (body)-[:PART_OF*0..3]->(:Institution)<-[:TARGETS|MAY_TARGET]-(:Designation) }
      ELSE false
    END
    // </may-be-listed>
    AND NOT EXISTS { (far)-[:LISTS]->(us) }
  UNWIND all_signed AS signed
  WITH body, signed[0] AS place, collect(DISTINCT far) AS far_papers, max(signed[1] IN at_body.author_positions) AS own
  RETURN body, place, far_papers, own
}
WITH us, body, collect({person: people[place].person, near: people[place].near, far: far_papers, own: own}) AS found
// Who stands on a paper with us is read once, from our side.
WITH us, collect({body: body, found: found}) AS all_found
WITH us, all_found, COLLECT { MATCH (us)<-[:LISTS]-(:Paper)-[:LISTS]->(other:Institution) RETURN DISTINCT other } AS direct
UNWIND all_found AS one
// Grouped, as rows that are sorted must not carry the lists of all.
WITH us, one.body AS body, one.body IN direct AS also_direct, head(collect(one.found)) AS found
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
CALL (found) {
  UNWIND found AS one
  UNWIND one.near AS paper
  WITH DISTINCT paper ORDER BY paper.date_min, paper.id
  RETURN collect(paper) AS near_papers, collect(paper.id) AS near_ids, min(paper.date_min) AS near_first, max(paper.date_max) AS near_last
}
CALL (found) {
  UNWIND found AS one
  UNWIND one.far AS paper
  WITH DISTINCT paper ORDER BY paper.date_min, paper.id
  RETURN collect(paper) AS far_papers, collect(paper.id) AS far_ids, min(paper.date_min) AS far_first, max(paper.date_max) AS far_last
}
WITH us, body, also_direct, list, ways, current, size([one IN found WHERE one.own]) AS sign_for_it,
  near_papers, near_ids, near_first, near_last, far_papers, far_ids, far_first, far_last,
  COLLECT { UNWIND found AS one WITH one.person AS person RETURN person ORDER BY person.id } AS people

RETURN
  list.id AS list,
  list.nature AS nature,
  body.name AS listed_institution,
  body.id AS listed_id,
  body.country AS country,
  // <sure>
  CASE any(period IN current WHERE period.sure) WHEN true THEN 'in force' WHEN false THEN 'undetermined' END
  // </sure>
  AS listing,
  [person IN people | person.name] AS people,
  [person IN people | person.id] AS people_ids,
  sign_for_it,
  size(near_papers) AS near_papers,
  size(far_papers) AS far_papers,
  CASE WHEN far_first < near_first THEN far_first ELSE coalesce(near_first, far_first) END AS first,
  CASE WHEN far_last > near_last THEN far_last ELSE coalesce(near_last, far_last) END AS last,
  also_direct,
  near_ids,
  far_ids,
  (ways + COLLECT {
    // Each of the near papers begins a path, so the first paths are those of the first papers.
    UNWIND near_papers[0..$max_paths] AS near
    MATCH (near)<-[near_signs:AUTHORED]-(person)
    WHERE person IN people
    MATCH (person)-[far_signs:AUTHORED]->(far:Paper)
    WHERE far IN far_papers AND far_signs <> near_signs
    WITH near, near_signs, person, far_signs, far
    ORDER BY near.date_min, near.id, far.date_min, far.id, person.id LIMIT $max_paths
    MATCH path = (us)<-[:LISTS]-(near)<-[near_signs]-(person)-[far_signs]->(far)-[:LISTS]->(body)
    RETURN path ORDER BY near.date_min, near.id, far.date_min, far.id, person.id LIMIT $max_paths
  })[0..$max_paths] AS paths
ORDER BY nature, list, also_direct, far_papers DESC, near_papers DESC, listed_id
LIMIT coalesce($limit, 1000000)
