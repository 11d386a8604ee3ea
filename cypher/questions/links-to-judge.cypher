// Links between entries and institutions that wait for a person
//
// question: Which links between list entries and institutions wait for a person's judgement, and on how many papers does it matter?
// family: list
// since: 0.2.0
// tags: [lists, matching]
// parameters: [list, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: entry, type: text, meaning: "Name as printed"}
//   - {name: designation, type: text, meaning: "Id of the entry"}
//   - {name: institution, type: text, meaning: "What it may be"}
//   - {name: institution_id, type: text, meaning: "Its id"}
//   - {name: city, type: text, meaning: "Its city"}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: relation, type: text, meaning: "same body, part of, or successor: what the entry may be to it"}
//   - {name: judgement, type: text, meaning: "auto where nobody has judged, or unsure"}
//   - {name: method, type: text, meaning: "What was compared, and how the two were found alike"}
//   - {name: score, type: number, meaning: "0 to 1; orders links and is no probability"}
//   - {name: evidence, type: text, meaning: "The reasons in words"}
//   - {name: papers, type: integer, meaning: "Papers that print the institution, of any size and on any basis"}
// sentence: "{entry} ({list}) may be {institution}, {city} ({relation}, {judgement}): {evidence} {papers:paper} print it."
// when_empty: No link to an institution waits for a judgement.
// caveats:
//   - Until a person has confirmed such a link, answers follow it with links probable only, and then say perhaps.
// beside: [coverage]

MATCH (control:ControlList)<-[:ON_LIST]-(entry:Designation)-[link:TARGETS|MAY_TARGET]->(body:Institution)
WHERE ($list = 'any' OR control.id = $list)
  AND (type(link) = 'MAY_TARGET' AND link.judgement IN ['auto', 'unsure'] OR link.judgement = 'unsure')
WITH DISTINCT control, entry, link, body

RETURN
  control.id AS list,
  entry.name AS entry,
  entry.id AS designation,
  body.name AS institution,
  body.id AS institution_id,
  body.city AS city,
  body.country AS country,
  coalesce(link.relation, 'same body') AS relation,
  link.judgement AS judgement,
  link.method AS method,
  link.score AS score,
  link.evidence AS evidence,
  COUNT { (body)<-[:LISTS]-(:Paper) } AS papers,
  COLLECT {
    MATCH path = (control)<-[:ON_LIST]-(entry)-[:TARGETS|MAY_TARGET]->(body)
    RETURN path LIMIT $max_paths
  } AS paths
ORDER BY papers DESC, list, designation, score DESC, institution_id
LIMIT coalesce($limit, 1000000)
