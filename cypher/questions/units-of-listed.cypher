// Units and wholes of listed institutions
//
// question: Which units do listed institutions have, which whole are they part of, and are those on a list themselves?
// family: list
// since: 0.2.0
// tags: [lists, structure]
// parameters: [list, as_of, links, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: institution, type: text, meaning: "The listed institution"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: relation, type: text, meaning: "What the other is to it: unit, or whole"}
//   - {name: other, type: text, meaning: "The unit or the whole"}
//   - {name: other_id, type: text, meaning: "Its id", shown: false}
//   - {name: steps, type: integer, meaning: "How many steps up or down lie between them, at most three"}
//   - {name: lists, type: texts, meaning: "Control lists on which the other stands itself"}
//   - {name: papers, type: integer, meaning: "Papers that print the other, of any size and on any basis"}
// sentence: "{other} is the {relation} ({steps:step} away) of {institution}, which is on {list}; lists of its own: {lists}. {papers:paper} print it."
// when_empty: Of no institution on this list is a unit or a whole recorded in what was loaded.
// caveats:
//   - A listing speaks for the body itself. It neither climbs to the whole nor falls to the units, and being a part is not ownership.
//   - Structure comes from registries (ROR, our gazetteer) and from names of entries; it is not complete.
// beside: [coverage]

MATCH (control:ControlList)<-[on:ON_LIST]-(entry:Designation)-[link:TARGETS|MAY_TARGET]->(listed:Institution)
WHERE $list = 'any' OR control.id = $list
WITH control, on, entry, link, listed, coalesce($as_of, control.as_of, control.seen_in) AS day
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
WITH DISTINCT control, listed
CALL (listed) {
  MATCH way = (body:Institution)-[:PART_OF*1..3]->(listed)
  RETURN 'unit' AS relation, body, way
  UNION
  MATCH way = (listed)-[:PART_OF*1..3]->(body:Institution)
  RETURN 'whole' AS relation, body, way
}
WITH control, listed, relation, body, way
ORDER BY length(way)
WITH control, listed, relation, body, collect(way)[0] AS way

RETURN
  control.id AS list,
  control.nature AS nature,
  listed.name AS institution,
  listed.id AS institution_id,
  relation,
  body.name AS other,
  body.id AS other_id,
  length(way) AS steps,
  // <lists>
  CASE WHEN body:Designated OR $links = 'probable' THEN COLLECT {
    MATCH (body)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)-[on:ON_LIST]->(control:ControlList)
    WITH link, entry, on, control, coalesce($as_of, control.as_of, control.seen_in) AS day
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
    RETURN DISTINCT control.id AS id ORDER BY id
  } ELSE [] END
  // </lists>
  AS lists,
  COUNT { (body)<-[:LISTS]-(:Paper) } AS papers,
  [way][0..$max_paths] AS paths
ORDER BY nature, list, institution_id, relation, steps, other_id
LIMIT coalesce($limit, 1000000)
