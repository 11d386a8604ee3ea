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

MATCH (one:Institution {id: $institution})<-[at_one:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
WHERE body.id <> $other AND body <> one AND ($country IS NULL OR body.country = $country)
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
WITH one, body, paper, [at_one] AS ours, [at_body] AS theirs
// <pair>
CALL (paper, ours, theirs) {
  WITH paper, ['printed', 'publisher', 'aggregator', 'inferred'] AS bases,
    reduce(all = [], at IN ours | all + [i IN range(0, size(at.bases) - 1)
      WHERE $include_inferred OR at.bases[i] <> 'inferred' | {position: at.author_positions[i], basis: at.bases[i]}]) AS our_read,
    reduce(all = [], at IN theirs | all + [i IN range(0, size(at.bases) - 1)
      WHERE $include_inferred OR at.bases[i] <> 'inferred' | {position: at.author_positions[i], basis: at.bases[i]}]) AS their_read
  WHERE size(our_read) > 0 AND size(their_read) > 0
  WITH *,
    COLLECT {
      MATCH (author:Author)-[signs:AUTHORED]->(paper)
      WHERE signs.position IN [each IN our_read | each.position]
      RETURN DISTINCT author.id
    } AS our_people,
    COLLECT {
      MATCH (author:Author)-[signs:AUTHORED]->(paper)
      WHERE signs.position IN [each IN their_read | each.position]
      RETURN DISTINCT author.id
    } AS their_people,
    [rank IN range(0, 3) WHERE bases[rank] IN [each IN our_read | each.basis]][0] AS our_rank,
    [rank IN range(0, 3) WHERE bases[rank] IN [each IN their_read | each.basis]][0] AS their_rank
  RETURN
    CASE
      WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
      WHEN size(our_people) = 1 AND our_people = their_people THEN 'dual'
      WHEN any(person IN our_people WHERE NOT person IN their_people)
        AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
      ELSE 'bridged'
    END AS kind,
    CASE WHEN our_rank > their_rank THEN our_rank ELSE their_rank END AS rank
}
// </pair>
WITH one, body, paper, kind
WHERE kind <> 'dual'
ORDER BY paper.date_min, paper.id
WITH one, body, collect(paper) AS near
MATCH (body)<-[at_body:LISTS]-(paper:Paper)-[at_two:LISTS]->(two:Institution {id: $other})
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
WITH one, two, body, near, paper, [at_two] AS ours, [at_body] AS theirs
// <pair>
CALL (paper, ours, theirs) {
  WITH paper, ['printed', 'publisher', 'aggregator', 'inferred'] AS bases,
    reduce(all = [], at IN ours | all + [i IN range(0, size(at.bases) - 1)
      WHERE $include_inferred OR at.bases[i] <> 'inferred' | {position: at.author_positions[i], basis: at.bases[i]}]) AS our_read,
    reduce(all = [], at IN theirs | all + [i IN range(0, size(at.bases) - 1)
      WHERE $include_inferred OR at.bases[i] <> 'inferred' | {position: at.author_positions[i], basis: at.bases[i]}]) AS their_read
  WHERE size(our_read) > 0 AND size(their_read) > 0
  WITH *,
    COLLECT {
      MATCH (author:Author)-[signs:AUTHORED]->(paper)
      WHERE signs.position IN [each IN our_read | each.position]
      RETURN DISTINCT author.id
    } AS our_people,
    COLLECT {
      MATCH (author:Author)-[signs:AUTHORED]->(paper)
      WHERE signs.position IN [each IN their_read | each.position]
      RETURN DISTINCT author.id
    } AS their_people,
    [rank IN range(0, 3) WHERE bases[rank] IN [each IN our_read | each.basis]][0] AS our_rank,
    [rank IN range(0, 3) WHERE bases[rank] IN [each IN their_read | each.basis]][0] AS their_rank
  RETURN
    CASE
      WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
      WHEN size(our_people) = 1 AND our_people = their_people THEN 'dual'
      WHEN any(person IN our_people WHERE NOT person IN their_people)
        AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
      ELSE 'bridged'
    END AS kind,
    CASE WHEN our_rank > their_rank THEN our_rank ELSE their_rank END AS rank
}
// </pair>
WITH one, two, body, near, paper, kind
WHERE kind <> 'dual'
ORDER BY paper.date_min, paper.id
WITH one, two, body, near, collect(paper) AS far

RETURN
  body.name AS partner,
  body.id AS partner_id,
  body.country AS country,
  // <lists>
  COLLECT {
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
  }
  // </lists>
  AS lists,
  size(near) AS with_first,
  size(far) AS with_other,
  size([paper IN near WHERE paper IN far]) AS with_both,
  reduce(day = null, paper IN near + far | CASE WHEN day IS NULL OR paper.date_min < day THEN paper.date_min ELSE day END) AS first,
  reduce(day = null, paper IN near + far | CASE WHEN day IS NULL OR paper.date_max > day THEN paper.date_max ELSE day END) AS last,
  [paper IN near | paper.id] AS paper_ids,
  [paper IN far | paper.id] AS other_ids,
  (COLLECT {
    UNWIND near[0..($max_paths + 1) / 2] AS paper
    MATCH path = (one)<-[:LISTS]-(paper)-[:LISTS]->(body)
    RETURN path
  } + COLLECT {
    UNWIND far[0..$max_paths] AS paper
    MATCH path = (body)<-[:LISTS]-(paper)-[:LISTS]->(two)
    RETURN path
  })[0..$max_paths] AS paths
ORDER BY CASE WHEN with_first < with_other THEN with_first ELSE with_other END DESC, with_first + with_other DESC, partner_id
LIMIT coalesce($limit, 1000000)
