// Institutions on several lists
//
// question: Which institutions stand on several control lists, since when on each, and are the lists of one nature?
// family: list
// since: 0.2.0
// tags: [lists]
// parameters:
//   - as_of
//   - links
//   - {name: min_lists, type: integer, default: 2, help: "Institutions on at least this many lists."}
//   - max_paths
//   - limit
// columns:
//   - {name: institution, type: text, meaning: "The institution"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: many_lists, type: integer, meaning: "On how many lists it stands"}
//   - {name: lists, type: texts, meaning: "The lists, each with the day or span of days on which the listing began, as far as printed"}
//   - {name: natures, type: texts, meaning: "What these lists are in law"}
//   - {name: designations, type: texts, meaning: "Ids of the entries", shown: false}
// sentence: "{institution} ({country}) stands on {many_lists:list}: {lists}."
// when_empty: No institution was found on that many of the lists loaded.
// caveats:
//   - Lists of different nature in law are not worth the same, and one list may take over another's entries; their number measures nothing.
//   - A file that contains a list (OFAC's in the CSL) is not a second list.
// beside: [coverage]

MATCH (list:ControlList)<-[on:ON_LIST]-(entry:Designation)-[link:TARGETS|MAY_TARGET]->(body:Institution)
WITH list, on, entry, link, body, coalesce($as_of, list.as_of, list.seen_in) AS day
WHERE
  // <holds>
  (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
      OR $links = 'probable' AND link.judgement <> 'rejected' AND coalesce(link.relation, 'same body') <> 'part of')
    AND coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
    // Not by a name that the entry got after that day.
    AND none(seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name)
      AND any(own IN entry.names_seen
        WHERE substring(own, 11) = entry.name AND left(own, 10) < left(seen, 10)
          AND coalesce(date(left(own, 10)) > $as_of, false)))
  // </holds>
WITH body, list, entry, on
ORDER BY list.id, entry.id, on.period
WITH body, list, collect(DISTINCT entry.id) AS entries, min(on.from_min) AS from_min, min(on.from_max) AS from_max,
  any(one IN collect(coalesce(on.from_min, date('0001-01-01'))) WHERE one = date('0001-01-01')) AS undated
WITH body,
  collect(list.id + ' (' + CASE
    WHEN undated THEN 'since a day not known'
    WHEN from_min = from_max THEN 'since ' + toString(from_min)
    ELSE 'since between ' + toString(from_min) + ' and ' + toString(from_max)
  END + ')') AS lists,
  collect(DISTINCT list.nature) AS natures, collect(list) AS controls,
  reduce(all = [], some IN collect(entries) | all + some) AS designations
WHERE size(lists) >= $min_lists

RETURN
  body.name AS institution,
  body.id AS institution_id,
  body.country AS country,
  size(lists) AS many_lists,
  lists,
  COLLECT { UNWIND natures AS nature RETURN nature ORDER BY nature } AS natures,
  designations,
  COLLECT {
    UNWIND controls AS control
    MATCH path = (body)<-[:TARGETS|MAY_TARGET]-(entry:Designation)-[:ON_LIST]->(control)
    WHERE entry.id IN designations
    RETURN path ORDER BY control.id, entry.id LIMIT $max_paths
  } AS paths
ORDER BY many_lists DESC, institution_id
LIMIT coalesce($limit, 1000000)
