// Our papers with listed institutions, per year
//
// question: How many papers a year does our institution publish with institutions on each list, and with how many of them?
// family: institution
// since: 0.2.0
// tags: [lists, years]
// parameters: [institution, {name: list, default: any}, first_year, last_year, as_of, links, roll_up, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law. Rows of lists of different nature are never added up", shown: false}
//   - {name: year, type: integer, meaning: "Year of publication; empty where the papers' dates leave it open"}
//   - {name: papers, type: integer, meaning: "Our papers with at least one institution on the list that are not dual only, each counted once"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which, for each such institution, one person signs for it and for us, and nobody else for either"}
//   - {name: already_listed, type: integer, meaning: "Of papers: published after the listing of at least one of these institutions began"}
//   - {name: institutions, type: texts, meaning: "The institutions on the list, by name"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers counted", shown: false}
// sentence: >-
//   {year}, {list}: {papers:paper} with {institutions}, {already_listed} of them after the listing[; {dual_only} more dual
//   only].
// when_empty: No paper that was searched prints our institution together with one on this list.
// caveats:
//   - The institutions are those on the list on the day of as_of, whatever the year of the paper; already_listed says which papers came after.
//   - Only papers that were loaded are seen.
// beside: [coverage]

MATCH (us:Institution {id: $institution})<-[at_us:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
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
  AND
  // <years>
  coalesce(paper.date_max.year >= $first_year, true) AND coalesce(paper.date_min.year <= $last_year, true)
  // </years>
WITH us, body, paper, [at_us] AS ours, [at_body] AS theirs
// <pair>
WITH *, COLLECT { MATCH (author)-[signs:AUTHORED]->(paper) RETURN [author, signs.position] } AS signed
// <sides>
CALL (signed, ours, theirs) {
  WITH signed, ['printed', 'publisher', 'aggregator', 'inferred'][0..CASE WHEN $include_inferred THEN 4 ELSE 3 END] AS bases,
    [at IN ours | [at.bases, at.author_positions]] AS our_strings,
    [at IN theirs | [at.bases, at.author_positions]] AS their_strings
  WITH signed,
    reduce(all = [], one IN our_strings | all + [i IN range(0, size(one[0]) - 1) WHERE one[0][i] IN bases | one[1][i]]) AS our_places,
    reduce(all = [], one IN their_strings | all + [i IN range(0, size(one[0]) - 1) WHERE one[0][i] IN bases | one[1][i]]) AS their_places,
    [rank IN range(0, size(bases) - 1) WHERE any(one IN our_strings WHERE bases[rank] IN one[0])][0] AS our_rank,
    [rank IN range(0, size(bases) - 1) WHERE any(one IN their_strings WHERE bases[rank] IN one[0])][0] AS their_rank
  WHERE size(our_places) > 0 AND size(their_places) > 0
  WITH our_rank, their_rank,
    [one IN signed WHERE one[1] IN our_places | one[0]] AS our_people,
    [one IN signed WHERE one[1] IN their_places | one[0]] AS their_people
  RETURN
    // <kind>
    CASE
      WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
      WHEN all(person IN our_people + their_people WHERE person = our_people[0]) THEN 'dual'
      WHEN any(person IN our_people WHERE NOT person IN their_people)
        AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
      ELSE 'bridged'
    END
    // </kind>
    AS kind,
    CASE WHEN our_rank > their_rank THEN our_rank ELSE their_rank END AS rank
}
// </sides>
// </pair>
WITH us, body, collect({paper: paper, kind: kind}) AS found
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
WITH *, one.paper AS paper
WITH us, list, body, paper, one.kind AS kind,
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
WITH us, list, paper, collect(body) AS bodies, all(one IN collect(kind) WHERE one = 'dual') AS dual,
  any(one IN collect(published) WHERE one = 'after') AS after
ORDER BY paper.date_min, paper.id
WITH us, list, CASE WHEN paper.date_min.year = paper.date_max.year THEN paper.date_min.year END AS year,
  collect(bodies) AS found, collect(paper) AS shown,
  collect(CASE WHEN NOT dual THEN paper END) AS counted,
  count(CASE WHEN dual THEN 1 END) AS dual_only,
  count(CASE WHEN after AND NOT dual THEN 1 END) AS already_listed
WITH *, COLLECT {
    UNWIND found AS some
    UNWIND some AS body
    WITH collect(DISTINCT body) AS several
    UNWIND several AS body
    RETURN body ORDER BY body.name, body.id
  } AS bodies

RETURN
  list.id AS list,
  list.nature AS nature,
  year,
  size(counted) AS papers,
  dual_only,
  already_listed,
  [body IN bodies | body.name] AS institutions,
  [paper IN counted | paper.id] AS paper_ids,
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (us)<-[:LISTS]-(paper)-[:LISTS]->(body:Institution)
    WHERE body IN bodies
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
ORDER BY nature, list, year
LIMIT coalesce($limit, 1000000)
