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

CALL () {
  MATCH (side:Institution {id: $institution})<-[at_side:LISTS]-(paper:Paper)
  WHERE
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
  RETURN true AS of_first, paper, at_side
  UNION ALL
  MATCH (side:Institution {id: $other})<-[at_side:LISTS]-(paper:Paper)
  WHERE
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
  RETURN false AS of_first, paper, at_side
}
// What a paper prints is read once; institutions that stand on one side only need no more.
WITH collect([of_first, paper, at_side, [(paper)-[at:LISTS]->(body:Institution) | [body, at]]]) AS papers
CALL (papers) {
  UNWIND papers AS one
  UNWIND one[3] AS each
  WITH each[0] AS body, max(one[0]) AS of_first, min(one[0]) AS of_first_only
  WHERE of_first AND NOT of_first_only AND NOT body.id IN [$institution, $other]
    AND ($country IS NULL OR body.country = $country)
  RETURN collect(body) AS common
}
UNWIND papers AS one
WITH one[0] AS of_first, one[1] AS paper, one[2] AS at_side, [each IN one[3] WHERE each[0] IN common] AS printed
WHERE size(printed) > 0
// Grouped, as rows that are sorted must not carry the papers of all: the server counts them for each.
WITH of_first, paper, head(collect(at_side)) AS at_side, head(collect(printed)) AS printed
ORDER BY paper.date_min, paper.id
WITH of_first, paper, printed,
  // <places at=at_side>
  CASE
    WHEN $include_inferred OR NOT 'inferred' IN at_side.bases THEN at_side.author_positions
    ELSE [i IN range(0, size(at_side.bases) - 1) WHERE at_side.bases[i] <> 'inferred' | at_side.author_positions[i]]
  END
  // </places>
  AS our_places
WHERE size(our_places) > 0
WITH of_first, paper, our_places, printed, [(author)-[signs:AUTHORED]->(paper) | [author, signs.position]] AS signed
WITH of_first, paper, printed, signed, [one IN signed WHERE one[1] IN our_places | one[0]] AS our_people
UNWIND printed AS each
WITH of_first, paper, signed, our_people, each[0] AS body, each[1] AS at
WITH of_first, paper, signed, our_people, body,
  // <places>
  CASE
    WHEN $include_inferred OR NOT 'inferred' IN at.bases THEN at.author_positions
    ELSE [i IN range(0, size(at.bases) - 1) WHERE at.bases[i] <> 'inferred' | at.author_positions[i]]
  END
  // </places>
  AS their_places
WHERE size(their_places) > 0
WITH of_first, paper, body, our_people, [one IN signed WHERE one[1] IN their_places | one[0]] AS their_people
WITH of_first, paper, body,
  // <kind>
  CASE
    WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
    WHEN all(person IN our_people + their_people WHERE person = our_people[0]) THEN 'dual'
    WHEN any(person IN our_people WHERE NOT person IN their_people)
      AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
    ELSE 'bridged'
  END
  // </kind>
  AS kind
WHERE kind <> 'dual'
WITH body, of_first, paper, paper.id AS paper_id, paper.date_min AS date_min, paper.date_max AS date_max
WITH body,
  collect(CASE WHEN of_first THEN paper END) AS near, collect(CASE WHEN of_first THEN paper_id END) AS near_ids,
  collect(CASE WHEN NOT of_first THEN paper END) AS far, collect(CASE WHEN NOT of_first THEN paper_id END) AS far_ids,
  min(date_min) AS first, max(date_max) AS last
WHERE size(near) > 0 AND size(far) > 0
WITH body, near, near_ids, far, far_ids, first, last
ORDER BY CASE WHEN size(near) < size(far) THEN size(near) ELSE size(far) END DESC, size(near) + size(far) DESC, body.id
LIMIT coalesce($limit, 1000000)

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
  size([id IN near_ids WHERE id IN far_ids]) AS with_both,
  first,
  last,
  near_ids AS paper_ids,
  far_ids AS other_ids,
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
