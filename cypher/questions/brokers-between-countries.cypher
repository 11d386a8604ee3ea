// Institutions between two countries
//
// question: Which institutions of third countries publish with both of two countries, and who of them stands on papers of both kinds?
// family: across
// since: 0.2.0
// tags: [co-authorship, countries, people]
// parameters: [home, {name: country, default: US}, as_of, links, identity, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: institution, type: text, meaning: "The institution in a third country"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: in_country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: lists, type: texts, meaning: "Control lists on which it stands itself"}
//   - {name: home_papers, type: integer, meaning: "Papers with institutions of the first country"}
//   - {name: country_papers, type: integer, meaning: "Papers with institutions of the second"}
//   - {name: both_papers, type: integer, meaning: "Of these: papers that print all three countries' institutions"}
//   - {name: home_institutions, type: texts, meaning: "The institutions of the first country, by name"}
//   - {name: people, type: texts, meaning: "Who stands on papers of both kinds"}
//   - {name: people_ids, type: texts, meaning: "Their ids", shown: false}
//   - {name: first, type: date, meaning: "First day on which the earliest of all these papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers with the first country", shown: false}
// sentence: >-
//   {institution} ({in_country}) publishes with the first country ({home_papers:paper}) and with the second
//   ({country_papers:paper})[, on {both_papers} with both]; on both kinds stand {people}. Lists: {lists}.
// when_empty: No institution of a third country was found on papers with both.
// caveats:
//   - That an institution publishes with two countries does not say that anything passes from one to the other.
//   - Dual affiliations are not told apart here, and large universities publish with every country.
//   - A person is followed by ORCID only, unless identity is cluster.
// beside: [coverage]

MATCH (there:Institution {country: $home})<-[at_home:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
USING INDEX there:Institution(country)
WHERE NOT coalesce(body.country, '') IN ['', $home, $country]
  AND ($include_inferred
    OR any(basis IN at_home.bases WHERE basis <> 'inferred') AND any(basis IN at_body.bases WHERE basis <> 'inferred'))
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
WITH body, collect(DISTINCT paper) AS near, collect(DISTINCT there.name) AS names
WITH collect({body: body, near: near, names: names}) AS found, sum(COUNT { (body)<-[:LISTS]-() }) AS their_papers
// Few of the papers of a hub print the country. To see what a paper prints, its authors are in the way: the country's
// papers are read first, unless they are far more.
CALL (found) {
  MATCH (there:Institution {country: $country})
  RETURN collect(there) AS all_there, sum(COUNT { (there)<-[:LISTS]-() }) AS country_papers
}
WITH found, all_there, country_papers < 10 * their_papers AS fewer
CALL (all_there, fewer) {
  UNWIND CASE WHEN fewer THEN all_there ELSE [] END AS there
  MATCH (there)<-[:LISTS]-(paper:Paper)
  RETURN collect(paper) AS of_country
}
UNWIND found AS one
WITH fewer, of_country, one.body AS body, one.near AS near, one.names AS names
MATCH (body)<-[at_body:LISTS]-(paper:Paper)
WHERE NOT fewer OR paper IN of_country
// Grouped, as the rows to come must not carry the papers of all.
WITH paper, collect({body: body, near: near, names: names, at: at_body}) AS uses
MATCH (paper)-[at_there:LISTS]->(there:Institution)
WHERE there.country = $country
UNWIND uses AS one
WITH one.body AS body, one.near AS near, one.names AS names, paper, one.at AS at_body, at_there
WHERE ($include_inferred
    OR any(basis IN at_there.bases WHERE basis <> 'inferred') AND any(basis IN at_body.bases WHERE basis <> 'inferred'))
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
WITH body, head(collect(near)) AS near, head(collect(names)) AS names, collect(DISTINCT paper) AS far
WITH body, names,
  COLLECT { UNWIND near AS paper RETURN paper ORDER BY paper.date_min, paper.id } AS near,
  COLLECT { UNWIND far AS paper RETURN paper ORDER BY paper.date_min, paper.id } AS far
WITH *, COLLECT {
    UNWIND near AS paper
    MATCH (person:Author)-[:AUTHORED]->(paper)
    WHERE $identity = 'cluster' OR person.id STARTS WITH 'orcid:'
    WITH collect(DISTINCT person) AS near_persons
    UNWIND near_persons AS person
    WITH person
    WHERE EXISTS { MATCH (person)-[:AUTHORED]->(other:Paper) WHERE other IN far }
    RETURN person ORDER BY person.id
  } AS persons
// Rows first: paths are read for those that are shown.
ORDER BY size(persons) DESC, CASE WHEN size(near) < size(far) THEN size(near) ELSE size(far) END DESC, body.id
LIMIT coalesce($limit, 1000000)

RETURN
  body.name AS institution,
  body.id AS institution_id,
  body.country AS in_country,
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
  size(near) AS home_papers,
  size(far) AS country_papers,
  size([paper IN near WHERE paper IN far]) AS both_papers,
  COLLECT { UNWIND names AS name RETURN name ORDER BY name } AS home_institutions,
  [person IN persons | person.name] AS people,
  [person IN persons | person.id] AS people_ids,
  reduce(day = null, paper IN near + far | CASE WHEN day IS NULL OR paper.date_min < day THEN paper.date_min ELSE day END) AS first,
  reduce(day = null, paper IN near + far | CASE WHEN day IS NULL OR paper.date_max > day THEN paper.date_max ELSE day END) AS last,
  [paper IN near | paper.id] AS paper_ids,
  (COLLECT {
    UNWIND near[0..($max_paths + 1) / 2] AS paper
    MATCH path = (there:Institution)<-[:LISTS]-(paper)-[:LISTS]->(body)
    WHERE there.country = $home
    RETURN path ORDER BY paper.date_min, paper.id, there.id LIMIT $max_paths
  } + COLLECT {
    UNWIND far[0..$max_paths] AS paper
    MATCH path = (body)<-[:LISTS]-(paper)-[:LISTS]->(there:Institution)
    WHERE there.country = $country
    RETURN path ORDER BY paper.date_min, paper.id, there.id LIMIT $max_paths
  })[0..$max_paths] AS paths
ORDER BY size(persons) DESC, CASE WHEN home_papers < country_papers THEN home_papers ELSE country_papers END DESC, institution_id
LIMIT coalesce($limit, 1000000)
