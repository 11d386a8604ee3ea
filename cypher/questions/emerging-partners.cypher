// Partners that publish more than before
//
// question: With which institutions does this country publish more since a day than in the same time before?
// family: across
// since: 0.2.0
// tags: [co-authorship, institutions, time]
// parameters:
//   - home
//   - since
//   - {name: months, type: integer, default: 36, help: "Length of the two periods, before and after the day."}
//   - country
//   - as_of
//   - links
//   - include_inferred
//   - topic
//   - max_authors
//   - max_paths
//   - limit
// columns:
//   - {name: partner, type: text, meaning: "The institution outside the country"}
//   - {name: partner_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: lists, type: texts, meaning: "Control lists on which it stands itself"}
//   - {name: papers_before, type: integer, meaning: "Papers certainly published in the months before the day, not dual only"}
//   - {name: papers_after, type: integer, meaning: "Papers certainly published in the months from the day on, not dual only"}
//   - {name: more, type: integer, meaning: "How many more"}
//   - {name: undetermined, type: integer, meaning: "Papers whose dates do not say in which period, or whether in one, they came out"}
//   - {name: first, type: date, meaning: "First day on which the earliest paper of the two, whenever published, can have come out"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers from the day on", shown: false}
// sentence: >-
//   {partner} ({country}): {papers_after:paper} with the country since the day, {papers_before} in the same time
//   before[; {undetermined} undetermined]. Lists: {lists}.
// when_empty: No partner of this country has more papers since that day than in the same time before.
// caveats:
//   - More papers can mean that more papers of these years were loaded. Compare with papers-per-year.
//   - Differences of one or two papers mean nothing.
// beside: [coverage]

MATCH (there:Institution {country: $home})<-[at_home:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
USING INDEX there:Institution(country)
WHERE coalesce(body.country, '') <> $home
  AND ($country IS NULL OR body.country = $country)
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
WITH body, paper, collect(at_home) AS ours, collect(DISTINCT at_body) AS theirs
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
WITH body, paper, kind
WHERE kind <> 'dual'
WITH body, paper,
  CASE
    WHEN paper.date_min >= $since AND paper.date_max < $since + duration({months: $months}) THEN 'after'
    WHEN paper.date_max < $since AND paper.date_min >= $since - duration({months: $months}) THEN 'before'
    WHEN paper.date_max < $since - duration({months: $months}) OR paper.date_min >= $since + duration({months: $months})
      THEN 'outside'
    ELSE 'undetermined'
  END AS published
ORDER BY paper.date_min, paper.id
WITH body, min(paper.date_min) AS first,
  collect(CASE WHEN published = 'after' THEN paper END) AS shown,
  count(CASE WHEN published = 'before' THEN 1 END) AS papers_before,
  count(CASE WHEN published = 'undetermined' THEN 1 END) AS undetermined
WHERE size(shown) > papers_before

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
  papers_before,
  size(shown) AS papers_after,
  size(shown) - papers_before AS more,
  undetermined,
  first,
  [paper IN shown | paper.id] AS paper_ids,
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (body)<-[:LISTS]-(paper)-[:LISTS]->(there:Institution)
    WHERE there.country = $home
    RETURN path ORDER BY paper.date_min, paper.id, there.id LIMIT $max_paths
  } AS paths
ORDER BY more DESC, papers_after DESC, partner_id
LIMIT coalesce($limit, 1000000)
