// List entries that were found in no registry
//
// question: Which entries of a list were not found to be any institution of a registry, and is their name printed on papers all the same?
// family: list
// since: 0.2.0
// tags: [lists, matching]
// parameters:
//   - list
//   - as_of
//   - {name: any_kind, type: boolean, default: false, help: "Also entries that the list calls a person, vessel or aircraft."}
//   - max_paths
//   - limit
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: entry, type: text, meaning: "Name as printed"}
//   - {name: designation, type: text, meaning: "Id of the entry"}
//   - {name: kind, type: text, meaning: "organisation, person, vessel or aircraft; unknown where the list does not say"}
//   - {name: countries, type: texts, meaning: "Countries it is listed or addressed under (ISO 3166-1 alpha-2)"}
//   - {name: addresses, type: texts, meaning: "Addresses as printed", shown: false}
//   - {name: since_min, type: date, meaning: "First day on which its period on the list can have begun; empty where not known"}
//   - {name: since_max, type: date, meaning: "Last day on which it can have begun"}
//   - {name: candidates, type: texts, meaning: "Institutions that it may be, for a person to judge, or that are perhaps its whole"}
//   - {name: candidate_ids, type: texts, meaning: "Their ids", shown: false}
//   - {name: papers, type: integer, meaning: "Papers that print the entry's own name, which makes it an institution of the list's own (lst:)"}
// sentence: "{entry} ({list}, {countries}), listed since {since}, was found in no registry of institutions; it may be {candidates}. {papers:paper} print its own name."
// when_empty: Every entry of this kind that was on the list was found to be an institution of a registry.
// caveats:
//   - Most of these are companies and people that never published. Others have a name that no registry has, or that two institutions share.
// beside: [coverage]

MATCH (list:ControlList)<-[on:ON_LIST]-(entry:Designation)
WHERE ($list = 'any' OR list.id = $list) AND ($any_kind OR coalesce(entry.kind, 'unknown') IN ['organisation', 'unknown'])
WITH list, on, entry, coalesce($as_of, list.as_of, list.seen_in) AS day
WHERE coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
  AND NOT EXISTS {
    MATCH (entry)-[link:TARGETS]->(body:Institution)
    WHERE link.judgement IN ['auto', 'confirmed'] AND NOT body.id STARTS WITH 'lst:'
  }
WITH list, on, entry, COLLECT {
    MATCH (entry)-[link:TARGETS|MAY_TARGET]->(body:Institution)
    WHERE link.judgement <> 'rejected' AND NOT body.id STARTS WITH 'lst:'
    RETURN body ORDER BY link.score DESC, body.id
  } AS candidates

RETURN
  list.id AS list,
  list.nature AS nature,
  entry.name AS entry,
  entry.id AS designation,
  coalesce(entry.kind, 'unknown') AS kind,
  coalesce(entry.countries, []) AS countries,
  coalesce(entry.addresses, []) AS addresses,
  on.from_min AS since_min,
  on.from_max AS since_max,
  [body IN candidates | coalesce(body.name, body.id) + coalesce(', ' + body.city, '')] AS candidates,
  [body IN candidates | body.id] AS candidate_ids,
  COUNT {
    MATCH (entry)-[:TARGETS]->(own:Institution)<-[:LISTS]-(:Paper)
    WHERE own.id STARTS WITH 'lst:'
  } AS papers,
  (COLLECT {
    MATCH path = (list)<-[:ON_LIST]-(entry)
    RETURN path LIMIT 1
  } + COLLECT {
    MATCH path = (entry)-[:TARGETS|MAY_TARGET]->(body:Institution)
    WHERE body IN candidates OR body.id STARTS WITH 'lst:'
    RETURN path ORDER BY body.id
  })[0..$max_paths] AS paths
ORDER BY nature, list, papers DESC, size(candidates) DESC, designation, since_min
LIMIT coalesce($limit, 1000000)
