// What changed on a list
//
// question: Which entries came onto a list or left it since this day, and which institutions are they?
// family: list
// since: 0.2.0
// tags: [lists, time]
// parameters: [list, since, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: change, type: text, meaning: "came or left"}
//   - {name: day_min, type: date, meaning: "First day on which it can have happened"}
//   - {name: day_max, type: date, meaning: "Last day on which it can have happened"}
//   - {name: certain, type: boolean, meaning: "True where even the first of these days is not before the day asked for"}
//   - {name: entry, type: text, meaning: "Name as printed"}
//   - {name: designation, type: text, meaning: "Id of the entry"}
//   - {name: kind, type: text, meaning: "organisation, person, vessel or aircraft; unknown where the list does not say"}
//   - {name: countries, type: texts, meaning: "Countries it is listed or addressed under (ISO 3166-1 alpha-2)"}
//   - {name: institutions, type: texts, meaning: "Institutions that it names, found certain or confirmed by a person"}
//   - {name: institution_ids, type: texts, meaning: "Their ids", shown: false}
//   - {name: rests_on, type: text, meaning: "What the days rest on: the list's own dates, or the files loaded"}
//   - {name: citation, type: text, meaning: "Notice that the beginning rests on"}
// sentence: "{entry} ({countries}) {change}, {list}: {day}. Institutions: {institutions}."
// when_empty: No entry of this list that was loaded came or left since that day, as far as its dates can tell.
// caveats:
//   - Entries without dates are not here, though they can have come since. An end that is not printed lies between two files.
//   - An end that the list prints for a day to come is shown too.
// beside: [coverage]

MATCH (list:ControlList)<-[on:ON_LIST]-(entry:Designation)
WHERE $list = 'any' OR list.id = $list
UNWIND [
  {change: 'came', day_min: on.from_min, day_max: on.from_max, rests_on: on.basis, citation: on.citation},
  {change: 'left', day_min: on.to_min, day_max: on.to_max, citation: null,
    rests_on: CASE WHEN on.gone_by IS NULL THEN 'the end that the entry prints' ELSE 'a later file that lacks it' END}
] AS one
WITH list, entry, one
WHERE one.day_max >= $since
WITH list, entry, one, COLLECT {
    MATCH (entry)-[link:TARGETS]->(body:Institution)
    WHERE link.judgement IN ['auto', 'confirmed']
    RETURN body ORDER BY body.id
  } AS bodies

RETURN
  list.id AS list,
  list.nature AS nature,
  one.change AS change,
  one.day_min AS day_min,
  one.day_max AS day_max,
  coalesce(one.day_min >= $since, false) AS certain,
  entry.name AS entry,
  entry.id AS designation,
  coalesce(entry.kind, 'unknown') AS kind,
  coalesce(entry.countries, []) AS countries,
  [body IN bodies | body.name] AS institutions,
  [body IN bodies | body.id] AS institution_ids,
  one.rests_on AS rests_on,
  one.citation AS citation,
  (COLLECT {
    MATCH path = (list)<-[:ON_LIST]-(entry)
    RETURN path ORDER BY length(path) LIMIT 1
  } + COLLECT {
    MATCH path = (entry)-[:TARGETS]->(body:Institution)
    WHERE body IN bodies
    RETURN path ORDER BY body.id
  })[0..$max_paths] AS paths
ORDER BY nature, list, day_max, day_min, change, designation
LIMIT coalesce($limit, 1000000)
