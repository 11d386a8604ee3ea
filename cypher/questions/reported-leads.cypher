// Reported by others, not verified here
//
// question: Which published reports name an institution on this list together with the DPRK?
// family: list
// since: 0.1.0
// tags: [leads, lists]
// parameters: [list, as_of, links, roll_up, max_paths, limit]
// columns:
//   - {name: institutions, type: texts, meaning: "Each listed institution that the report names, with the lists it is on; and whether sources disagree, or the link is no plain one"}
//   - {name: institution_ids, type: texts, meaning: "Their ids", shown: false}
//   - {name: lists, type: texts, meaning: "Ids of the control lists they are on", shown: false}
//   - {name: listed_side, type: text, meaning: "partner or dprk: on which side of the report the listed institutions stand"}
//   - {name: certainty, type: text, meaning: "stated, or ambiguous where sources disagree which institution is meant"}
//   - {name: other_side, type: text, meaning: "Whom the report names on the other side, or that it does not say"}
//   - {name: statement, type: text, meaning: "What is stated, in our words"}
//   - {name: kind, type: text, meaning: "paper-reported, agreement, personnel or statistic"}
//   - {name: year, type: text, meaning: "Year or years it speaks of, as stated"}
//   - {name: publisher, type: text, meaning: "Who published it"}
//   - {name: via, type: text, meaning: "Whose report it passes on; empty where first-hand"}
//   - {name: confidence, type: text, meaning: "high, medium or low, and in what"}
//   - {name: addresses, type: texts, meaning: "Where it was read"}
//   - {name: report, type: text, meaning: "Id of the report", shown: false}
// split:
//   column: listed_side
//   headings:
//     dprk: Only the DPRK side is listed
// sentence: >-
//   {publisher} ({year}): {statement} Named and listed: {institutions}; {other_side}.
// when_empty: No report that was loaded names an institution on this list.
// caveats:
//   - These are leads. No paper behind them was read, and none of them is counted as a paper.
// beside: []

MATCH (report:Report)-[names:NAMES]->(body:Institution)
CALL (body) {
  MATCH way = (body)-[:PART_OF*0..3]->(whole:Institution)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)-[on:ON_LIST]->(list:ControlList)
  WITH body, way, whole, link, entry, on, list, coalesce($as_of, list.as_of, list.seen_in) AS day
  WHERE ($list = 'any' OR list.id = $list)
    AND ($roll_up OR whole = body)
    AND (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
      OR $links = 'probable' AND link.judgement <> 'rejected' AND coalesce(link.relation, 'same body') <> 'part of')
    AND coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
    // Not by a name that the entry got after that day.
    AND none(seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name)
      AND any(own IN entry.names_seen
        WHERE substring(own, 11) = entry.name AND left(own, 10) < left(seen, 10)
          AND coalesce(date(left(own, 10)) > $as_of, false)))
  WITH list, collect(way) AS ways,
    min(CASE WHEN type(link) = 'TARGETS' AND link.judgement <> 'unsure' THEN 0 ELSE 2 END
      + CASE WHEN whole = body THEN 0 ELSE 1 END) AS rank
  ORDER BY list.id
  RETURN list, ways, rank
}
WITH report, names.side AS side, names.certainty AS certainty, body, collect(list.id) AS lists, min(rank) AS rank,
  reduce(all = [], some IN collect(ways) | all + some) AS ways
ORDER BY body.name, body.id
WITH report, side, min(certainty) AS certainty, collect({
    id: body.id,
    lists: lists,
    text: body.name + ' (' + reduce(text = '', id IN lists | text + CASE text WHEN '' THEN 'on ' ELSE ', ' END + id)
      + CASE certainty WHEN 'stated' THEN '' ELSE '; sources disagree whether it is meant' END
      + CASE rank WHEN 0 THEN '' ELSE '; '
        + ['', 'unit of a listed body', 'perhaps the same body', 'unit of what is perhaps a listed body'][rank] END + ')'
  }) AS listed,
  reduce(all = [], some IN collect(ways) | all + some) AS ways,
  CASE side WHEN 'dprk' THEN 'partner' ELSE 'dprk' END AS other
WITH *,
  COLLECT {
    MATCH (report)-[further:NAMES]->(named:Institution)
    WHERE further.side = other
    RETURN DISTINCT named.name AS name ORDER BY name
  } AS others,
  [text IN report.named WHERE split(text, '|')[0] = other | split(text, '|')[2]] AS stated

RETURN
  [one IN listed | one.text] AS institutions,
  [one IN listed | one.id] AS institution_ids,
  reduce(ids = [], one IN listed | ids + [id IN one.lists WHERE NOT id IN ids]) AS lists,
  side AS listed_side,
  certainty,
  CASE
    WHEN side = 'partner' AND NOT coalesce(report.states_dprk_side, false) THEN 'DPRK side not stated'
    WHEN size(others) = 0 AND size(coalesce(stated, [])) = 0 THEN 'other side not stated'
    // As the statement names them where no institution of that side was found.
    ELSE 'with ' + reduce(text = '', name IN CASE size(others) WHEN 0 THEN stated ELSE others END
      | text + CASE text WHEN '' THEN '' ELSE ', ' END + name)
  END AS other_side,
  report.statement AS statement,
  report.kind AS kind,
  report.year AS year,
  report.publisher AS publisher,
  report.via AS via,
  report.confidence AS confidence,
  coalesce(report.addresses, []) AS addresses,
  report.id AS report,
  (ways + COLLECT {
    MATCH path = (report)-[:NAMES]->(named:Institution)
    RETURN path ORDER BY named.id
  })[0..$max_paths] AS paths
ORDER BY listed_side DESC, other_side DESC, report
LIMIT coalesce($limit, 1000000)
