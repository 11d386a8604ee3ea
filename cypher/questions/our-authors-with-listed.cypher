// Our authors on papers with listed institutions
//
// question: Who signs for our institution on papers with institutions on a list, how often and until when?
// family: institution
// since: 0.2.0
// tags: [lists, people]
// parameters: [institution, {name: list, default: any}, as_of, links, roll_up, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: author, type: text, meaning: "Name as the source of the identity gives it"}
//   - {name: author_id, type: text, meaning: "ORCID, publisher's author id, or the one signature"}
//   - {name: identity, type: text, meaning: "What makes the signatures one person: ORCID, a publisher's cluster (which can mix people), or a single signature"}
//   - {name: papers, type: integer, meaning: "Papers on which this person signs for us, and somebody for an institution on the list"}
//   - {name: dual_papers, type: integer, meaning: "Of them: this person signs for a listed institution too"}
//   - {name: institutions, type: texts, meaning: "The institutions on the list, by name"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: after, type: integer, meaning: "Of papers: published after the listing of at least one of these institutions began"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: >-
//   {author} ({identity}) signs for us on {papers:paper} with {institutions} ({list}), {first} to {last}[; for both on
//   {dual_papers}].
// when_empty: Nobody was found who signs for our institution on a paper with one on this list.
// caveats:
//   - Papers that do not say who signs for what have no author here; they are counted in our-listed-partners.
//   - A person without an ORCID can stand in several rows, one for each signature. Nobody is joined by name.
//   - Nothing here says what a person knew, did or was allowed to do.
// beside: [coverage]

MATCH (us:Institution {id: $institution})<-[at_us:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
WHERE body <> us AND ($include_inferred OR any(basis IN at_body.bases WHERE basis <> 'inferred'))
  AND
  // <may-be-listed>
  CASE
    WHEN body:Designated THEN true
    WHEN $roll_up OR $links = 'probable'
      THEN EXISTS { (body)-[:PART_OF*0..3]->(:Institution)<-[:TARGETS|MAY_TARGET]-(:Designation) }
    ELSE false
  END
  // </may-be-listed>
  AND
  // <searched>
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
  AND ($topic IS NULL
    OR any(term IN $topic WHERE toLower(paper.title) CONTAINS term OR toLower(paper.field) CONTAINS term)
    OR EXISTS {
      MATCH (paper)-[:ABOUT]->(topic:Topic)
      WHERE any(term IN $topic WHERE toLower(topic.name) CONTAINS term OR toLower(topic.subfield) CONTAINS term)
    })
  // </searched>
WITH us, body, collect({paper: paper, at_us: at_us, at_body: at_body}) AS found
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
WITH *, one.paper AS paper, one.at_us AS at_us, one.at_body AS at_body
MATCH (author:Author)-[signs:AUTHORED]->(paper)
WHERE any(i IN range(0, size(at_us.bases) - 1)
  WHERE at_us.author_positions[i] = signs.position AND ($include_inferred OR at_us.bases[i] <> 'inferred'))
WITH us, list, author, paper, body,
  any(i IN range(0, size(at_body.bases) - 1)
    WHERE at_body.author_positions[i] = signs.position AND ($include_inferred OR at_body.bases[i] <> 'inferred')) AS both,
  // <published>
  CASE
    WHEN any(period IN periods WHERE paper.date_min >= period.from_max AND (period.to_min IS NULL OR paper.date_max < period.to_min))
      THEN 'after'
    WHEN all(period IN periods WHERE paper.date_max < period.from_min OR paper.date_min >= period.to_max)
      THEN CASE WHEN any(period IN periods WHERE paper.date_max < period.from_min) THEN 'before' ELSE 'after' END
    ELSE 'undetermined'
  END
  // </published>
  AS published
ORDER BY body.id
WITH us, list, author, paper, collect(DISTINCT body) AS bodies, any(one IN collect(both) WHERE one) AS both,
  any(one IN collect(published) WHERE one = 'after') AS after
ORDER BY paper.date_min, paper.id
WITH us, list, author, collect(paper) AS found, collect(bodies) AS bodies,
  count(CASE WHEN both THEN 1 END) AS dual_papers, count(CASE WHEN after THEN 1 END) AS after,
  min(paper.date_min) AS first, max(paper.date_max) AS last
WITH *, COLLECT {
    UNWIND bodies AS some
    UNWIND some AS body
    WITH collect(DISTINCT body) AS several
    UNWIND several AS body
    RETURN body ORDER BY body.name, body.id
  } AS listed

RETURN
  list.id AS list,
  list.nature AS nature,
  author.name AS author,
  author.id AS author_id,
  author.identity AS identity,
  size(found) AS papers,
  dual_papers,
  [body IN listed | body.name] AS institutions,
  first,
  last,
  after,
  [paper IN found | paper.id] AS paper_ids,
  COLLECT {
    UNWIND found[0..$max_paths] AS paper
    MATCH path = (author)-[:AUTHORED]->(paper)-[:LISTS]->(body:Institution)
    WHERE body IN listed OR body = us
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
ORDER BY nature, list, papers DESC, author_id
LIMIT coalesce($limit, 1000000)
