// New partners of our institution
//
// question: With which institutions did our institution publish for the first time since this day, and which of them are on a list?
// family: institution
// since: 0.2.0
// tags: [co-authorship, time]
// parameters: [institution, since, country, as_of, links, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: partner, type: text, meaning: "The other institution"}
//   - {name: partner_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: lists, type: texts, meaning: "Control lists on which it stands itself"}
//   - {name: first_min, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: first_max, type: date, meaning: "Last day on which that one can have been published"}
//   - {name: certain, type: boolean, meaning: "True where no paper can have been published before the day asked for"}
//   - {name: papers, type: integer, meaning: "Papers that print both and are not dual only"}
//   - {name: joint, type: integer, meaning: "Of them: at least one person for each who does not sign for the other"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for both, and nobody else for either"}
//   - {name: weakest_basis, type: text, meaning: "The weakest evidence that any of the papers rests on: printed, publisher, aggregator or inferred"}
//   - {name: paper_ids, type: texts, meaning: "Ids of all papers of the two", shown: false}
// sentence: >-
//   {partner} ({country}) first stands with us on a paper of {first}; {papers:paper} since[, {dual_only} more dual only].
//   Lists: {lists}.
// when_empty: No institution was found whose first paper with ours can have been published since that day.
// caveats:
//   - New means new among the papers loaded. Where older papers of ours are not loaded, old partners look new.
//   - A partner that got another name, or whose unit is known by itself, can look new.
// beside: [coverage]

MATCH (us:Institution {id: $institution})<-[at_us:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
WHERE body <> us AND ($country IS NULL OR body.country = $country)
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
  AND ($include_inferred
    OR any(basis IN at_us.bases WHERE basis <> 'inferred') AND any(basis IN at_body.bases WHERE basis <> 'inferred'))
// Most partners of a large institution are old: only the new ones are looked at closely.
WITH us, body, collect({paper: paper, at_us: at_us, at_body: at_body}) AS found
WHERE none(one IN found WHERE one.paper.date_max < $since)
UNWIND found AS one
WITH us, body, one.paper AS paper, [one.at_us] AS ours, [one.at_body] AS theirs
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
WITH us, body, paper, kind, rank
ORDER BY paper.date_min, paper.id
WITH us, body, max(rank) AS rank, collect(paper) AS shown,
  count(CASE WHEN kind <> 'dual' THEN 1 END) AS papers,
  count(CASE WHEN kind = 'joint' THEN 1 END) AS joint,
  count(CASE WHEN kind = 'dual' THEN 1 END) AS dual_only

RETURN
  body.name AS partner,
  body.id AS partner_id,
  body.country AS country,
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
  shown[0].date_min AS first_min,
  shown[0].date_max AS first_max,
  all(paper IN shown WHERE coalesce(paper.date_min >= $since, false)) AS certain,
  papers,
  joint,
  dual_only,
  ['printed', 'publisher', 'aggregator', 'inferred'][rank] AS weakest_basis,
  [paper IN shown | paper.id] AS paper_ids,
  // <fork one=us two=body>
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (us)<-[:LISTS]-(paper)-[:LISTS]->(body)
    RETURN path
  } AS paths
  // </fork>
ORDER BY first_min, papers DESC, partner_id
LIMIT coalesce($limit, 1000000)
