// Institutions that join everything
//
// question: Which institutions stand on the most papers, so that a way through them says least?
// family: data
// since: 0.2.0
// tags: [institutions, quality]
// scan: all institutions are compared by their number of papers
// parameters: [{name: country, default: null}, as_of, links, max_paths, {name: limit, default: 25}]
// columns:
//   - {name: institution, type: text, meaning: "The institution"}
//   - {name: institution_id, type: text, meaning: "Its id"}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: papers, type: integer, meaning: "Papers that print it, of any size and on any basis"}
//   - {name: people, type: integer, meaning: "Identities that sign for it; one person without ORCID can have several"}
//   - {name: units, type: integer, meaning: "Units that are known by themselves and counted themselves"}
//   - {name: lists, type: texts, meaning: "Control lists on which it stands itself"}
// sentence: "{institution} ({country}): {papers:paper}, {people:identity|identities}, {units:unit}. Lists: {lists}."
// when_empty: No institution stands on a paper.
// caveats:
//   - The number of papers measures size and what was loaded, nothing else.
// beside: [coverage]

MATCH (body:Institution)
WHERE $country IS NULL OR body.country = $country
WITH body, COUNT { (body)<-[:LISTS]-(:Paper) } AS papers
WHERE papers > 0
ORDER BY papers DESC, body.id
LIMIT coalesce($limit, 1000000)

RETURN
  body.name AS institution,
  body.id AS institution_id,
  body.country AS country,
  papers,
  COUNT { (body)<-[:AFFILIATED_WITH]-(:Author) } AS people,
  COUNT { (body)<-[:PART_OF]-(:Institution) } AS units,
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
  COLLECT {
    MATCH path = (body)-[:LOCATED_IN]->(land:Country)
    RETURN path ORDER BY land.code LIMIT $max_paths
  } AS paths
ORDER BY papers DESC, institution_id
