// The lists on which a body stands (list, as_of, links, roll_up), one row a list: list, link_rank (0 same body, 1 unit of
// a listed body, 2 and 3 perhaps so), entries (ids), periods (all), current (those in force, or
// perhaps so: where not `sure`), ways (paths). The strongest
// link between the body and a list counts.
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
