// Listed institutions on our papers
//
// question: With which institutions on control lists does our institution publish, and did the papers come before or after the listing?
// family: institution
// since: 0.2.0
// tags: [lists, co-authorship]
// parameters: [institution, {name: list, default: any}, as_of, links, roll_up, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law. Rows of lists of different nature are never added up", shown: false}
//   - {name: partner, type: text, meaning: "The listed institution"}
//   - {name: partner_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: basis, type: text, meaning: "How it stands to the entry: same body, unit of a listed body (roll_up), perhaps the same body (links probable)"}
//   - {name: designations, type: texts, meaning: "Ids of the list entries", shown: false}
//   - {name: listed_since_min, type: date, meaning: "First day on which the listing in force can have begun; empty where not known"}
//   - {name: listed_since_max, type: date, meaning: "Last day on which it can have begun"}
//   - {name: listing, type: text, meaning: "in force; or undetermined where the files loaded leave open whether it stood on the list that day"}
//   - {name: papers, type: integer, meaning: "Papers that print both and are not dual only. Do not add rows up as a paper can stand in several"}
//   - {name: joint, type: integer, meaning: "Of them: at least one person for each who does not sign for the other"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for both, and nobody else for either; not in papers"}
//   - {name: unknown_map, type: integer, meaning: "Of papers: those that do not say which author belongs to one of the two"}
//   - {name: first, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: before, type: integer, meaning: "Of papers: published before the listing, or between two periods on the list"}
//   - {name: after, type: integer, meaning: "Of papers: published after the listing began"}
//   - {name: within_12_months, type: integer, meaning: "Of after: published, as far as the dates can tell, within twelve months after the listing; the work may predate it"}
//   - {name: undetermined, type: integer, meaning: "Of papers: the dates do not say whether before or after"}
//   - {name: weakest_basis, type: text, meaning: "The weakest evidence that any of the papers rests on: printed, publisher, aggregator or inferred"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers counted", shown: false}
//   - {name: dual_ids, type: texts, meaning: "Ids of the papers under dual_only", shown: false}
// sentence: >-
//   {partner} ({country}) is on the list {list} ({basis}, {listing}), since {listed_since}, and stands with our institution on
//   {papers:paper}[; on {dual_only} more one person signs for both].[ Published before the listing: {before}.][ After it:
//   {after}.][ Of these within twelve months: {within_12_months}.][ The dates leave it open for {undetermined}.]
// when_empty: No paper that was searched prints our institution together with one on this list. To know more, load more of our papers.
// caveats:
//   - Only papers that were loaded are seen. For a university's own review, load its whole output for the years in question.
//   - Units of our institution that are known by themselves are not counted with it; ask for them by their own ids.
//   - Where no file gives an entry a date of listing, its papers are undetermined, neither before nor after.
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
WITH us, body, collect({paper: paper, kind: kind, rank: rank}) AS found
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
WITH us, body, list, link_rank, entries, current, ways, one.kind AS kind, one.rank AS rank, paper,
  // <published>
  CASE
    WHEN any(period IN periods WHERE paper.date_min >= period.from_max AND (period.to_min IS NULL OR paper.date_max < period.to_min))
      THEN 'after'
    WHEN all(period IN periods WHERE paper.date_max < period.from_min OR paper.date_min >= period.to_max)
      THEN CASE WHEN any(period IN periods WHERE paper.date_max < period.from_min) THEN 'before' ELSE 'after' END
    ELSE 'undetermined'
  END
  // </published>
  AS published,
  any(period IN periods
    WHERE paper.date_min >= period.from_max AND paper.date_min < period.from_max + duration({months: 12})) AS soon
ORDER BY paper.date_min, paper.id
WITH us, body, list, link_rank, entries, current, ways, max(rank) AS rank,
  collect(CASE WHEN kind <> 'dual' THEN paper END) AS counted,
  collect(CASE WHEN kind = 'dual' THEN paper END) AS dual,
  collect(CASE WHEN kind <> 'dual' THEN published END) AS published,
  count(CASE WHEN kind = 'joint' THEN 1 END) AS joint,
  count(CASE WHEN kind = 'unknown' THEN 1 END) AS unknown_map,
  count(CASE WHEN kind <> 'dual' AND published = 'after' AND soon THEN 1 END) AS within_12_months,
  min(CASE WHEN kind <> 'dual' THEN paper.date_min END) AS first,
  max(CASE WHEN kind <> 'dual' THEN paper.date_max END) AS last

RETURN
  list.id AS list,
  list.nature AS nature,
  body.name AS partner,
  body.id AS partner_id,
  body.country AS country,
  ['same body', 'unit of a listed body', 'perhaps the same body', 'unit of what is perhaps a listed body'][link_rank] AS basis,
  [entry IN entries | entry.id] AS designations,
  // <since>
  CASE WHEN any(period IN current WHERE period.from_min IS NULL) THEN null
    ELSE reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_min < day THEN period.from_min ELSE day END)
  END AS listed_since_min,
  reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_max < day THEN period.from_max ELSE day END) AS listed_since_max,
  // <sure>
  CASE any(period IN current WHERE period.sure) WHEN true THEN 'in force' WHEN false THEN 'undetermined' END
  // </sure>
  AS listing,
  // </since>
  size(counted) AS papers,
  joint,
  size(dual) AS dual_only,
  unknown_map,
  first,
  last,
  size([one IN published WHERE one = 'before']) AS before,
  size([one IN published WHERE one = 'after']) AS after,
  within_12_months,
  size([one IN published WHERE one = 'undetermined']) AS undetermined,
  ['printed', 'publisher', 'aggregator', 'inferred'][rank] AS weakest_basis,
  [paper IN counted | paper.id] AS paper_ids,
  [paper IN dual | paper.id] AS dual_ids,
  (ways + COLLECT {
    UNWIND (counted + dual)[0..$max_paths] AS paper
    MATCH path = (us)<-[:LISTS]-(paper)-[:LISTS]->(body)
    RETURN path
  })[0..$max_paths] AS paths
ORDER BY nature, list, papers DESC, dual_only DESC, partner_id
LIMIT coalesce($limit, 1000000)
