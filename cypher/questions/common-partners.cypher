// Common partners of two institutions
//
// question: Which institutions publish with both of two institutions, on the same papers or on different ones?
// family: across
// since: 0.2.0
// tags: [co-authorship, institutions]
// parameters: [institution, other, country, as_of, links, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: partner, type: text, meaning: "The institution that publishes with both"}
//   - {name: partner_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: lists, type: texts, meaning: "Control lists on which it stands itself"}
//   - {name: with_first, type: integer, meaning: "Papers with the first institution that are not dual only"}
//   - {name: with_other, type: integer, meaning: "Papers with the other that are not dual only"}
//   - {name: with_both, type: integer, meaning: "Of these: papers that print all three"}
//   - {name: first, type: date, meaning: "First day on which the earliest of all these papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers with the first institution", shown: false}
//   - {name: other_ids, type: texts, meaning: "Ids of the papers with the other", shown: false}
// sentence: >-
//   {partner} ({country}) publishes with the first institution ({with_first:paper}) and with the other
//   ({with_other:paper})[, on {with_both} of them with both]. Lists: {lists}.
// when_empty: No institution was found on papers with both.
// caveats:
//   - A common partner does not say that the two were ever in contact.
// beside: [coverage]

// Both sides are read once, in one go: institutions that stand on one side only need no more.
CALL () {
  MATCH (side:Institution {id: $institution})<-[at_side:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
  WHERE body <> side AND body.id <> $other AND ($country IS NULL OR body.country = $country)
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
  RETURN true AS of_first, at_side, paper, at_body, body
  UNION ALL
  MATCH (side:Institution {id: $other})<-[at_side:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
  WHERE body <> side AND body.id <> $institution AND ($country IS NULL OR body.country = $country)
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
  RETURN false AS of_first, at_side, paper, at_body, body
}
WITH body, collect({of_first: of_first, paper: paper, at_side: at_side, at_body: at_body}) AS found
WHERE any(each IN found WHERE each.of_first) AND any(each IN found WHERE NOT each.of_first)
UNWIND found AS each
// The authors of a paper are read once, however many partners it prints.
WITH each.paper AS paper, collect({body: body, of_first: each.of_first, ours: [each.at_side], theirs: [each.at_body]}) AS found
WITH paper, found, COLLECT { MATCH (author)-[signs:AUTHORED]->(paper) RETURN [author, signs.position] } AS signed
UNWIND found AS each
WITH paper, signed, each.body AS body, each.of_first AS of_first, each.ours AS ours, each.theirs AS theirs
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
    CASE
      WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
      WHEN all(person IN our_people + their_people WHERE person = our_people[0]) THEN 'dual'
      WHEN any(person IN our_people WHERE NOT person IN their_people)
        AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
      ELSE 'bridged'
    END AS kind,
    CASE WHEN our_rank > their_rank THEN our_rank ELSE their_rank END AS rank
}
// </sides>
WITH body, of_first, paper, kind
WHERE kind <> 'dual'
ORDER BY paper.date_min, paper.id
WITH body, collect(CASE WHEN of_first THEN paper END) AS near, collect(CASE WHEN NOT of_first THEN paper END) AS far,
  min(paper.date_min) AS first, max(paper.date_max) AS last
WHERE size(near) > 0 AND size(far) > 0

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
  size(near) AS with_first,
  size(far) AS with_other,
  size([paper IN near WHERE paper IN far]) AS with_both,
  first,
  last,
  [paper IN near | paper.id] AS paper_ids,
  [paper IN far | paper.id] AS other_ids,
  (COLLECT {
    UNWIND near[0..($max_paths + 1) / 2] AS paper
    MATCH path = (one:Institution {id: $institution})<-[:LISTS]-(paper)-[:LISTS]->(body)
    RETURN path
  } + COLLECT {
    UNWIND far[0..$max_paths] AS paper
    MATCH path = (body)<-[:LISTS]-(paper)-[:LISTS]->(two:Institution {id: $other})
    RETURN path
  })[0..$max_paths] AS paths
ORDER BY CASE WHEN with_first < with_other THEN with_first ELSE with_other END DESC, with_first + with_other DESC, partner_id
LIMIT coalesce($limit, 1000000)
