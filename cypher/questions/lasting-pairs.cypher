// Pairs of institutions that go on for years
//
// question: Which institutions of this country publish with the same partner in several years?
// family: study
// since: 0.2.0
// tags: [co-authorship, institutions, years]
// parameters:
//   - home
//   - country
//   - {name: min_years, type: integer, default: 3, help: "Pairs with papers in at least this many different years."}
//   - as_of
//   - links
//   - include_inferred
//   - topic
//   - max_authors
//   - max_paths
//   - limit
// columns:
//   - {name: institution, type: text, meaning: "The institution of the country"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: partner, type: text, meaning: "The institution elsewhere"}
//   - {name: partner_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "The partner's country (ISO 3166-1 alpha-2)"}
//   - {name: years, type: texts, meaning: "Years with papers, those whose date leaves the year open left out"}
//   - {name: many_years, type: integer, meaning: "How many of them"}
//   - {name: papers, type: integer, meaning: "Papers that print both and are not dual only"}
//   - {name: joint, type: integer, meaning: "Of them: at least one person for each who does not sign for the other"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for both, and nobody else for either; not in papers nor years"}
//   - {name: unknown_map, type: integer, meaning: "Of papers: those that do not say which author belongs to one of the two"}
//   - {name: lists, type: texts, meaning: "Control lists on which the partner stands itself"}
//   - {name: weakest_basis, type: text, meaning: "The weakest evidence that any of the papers rests on: printed, publisher, aggregator or inferred"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers counted", shown: false}
// sentence: >-
//   {institution} and {partner} ({country}) stand together on {papers:paper} in {many_years:year} ({years})[; on
//   {dual_only} more one person signs for both]. Lists of the partner: {lists}.
// when_empty: No pair of institutions was found on papers of that many different years.
// caveats:
//   - Papers in several years can be the work of one person, or of one project whose results came out late.
// beside: [coverage]

MATCH (body_of_home:Institution {country: $home})<-[at_home:LISTS]-(paper:Paper)-[at_partner:LISTS]->(body:Institution)
USING INDEX body_of_home:Institution(country)
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
WITH body_of_home, body, paper, [at_home] AS ours, [at_partner] AS theirs
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
WITH body_of_home, body, paper, kind, rank,
  CASE WHEN kind <> 'dual' AND paper.date_min.year = paper.date_max.year THEN paper.date_min.year END AS year
ORDER BY paper.date_min, paper.id
WITH body_of_home, body, collect(DISTINCT year) AS years, max(rank) AS rank,
  collect(CASE WHEN kind <> 'dual' THEN paper END) AS counted,
  count(CASE WHEN kind = 'joint' THEN 1 END) AS joint,
  count(CASE WHEN kind = 'dual' THEN 1 END) AS dual_only,
  count(CASE WHEN kind = 'unknown' THEN 1 END) AS unknown_map
WHERE size(years) >= $min_years

RETURN
  body_of_home.name AS institution,
  body_of_home.id AS institution_id,
  body.name AS partner,
  body.id AS partner_id,
  body.country AS country,
  [year IN years | toString(year)] AS years,
  size(years) AS many_years,
  size(counted) AS papers,
  joint,
  dual_only,
  unknown_map,
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
  ['printed', 'publisher', 'aggregator', 'inferred'][rank] AS weakest_basis,
  [paper IN counted | paper.id] AS paper_ids,
  // <fork shown=counted one=body_of_home two=body>
  COLLECT {
    UNWIND counted[0..$max_paths] AS paper
    MATCH path = (body_of_home)<-[:LISTS]-(paper)-[:LISTS]->(body)
    RETURN path
  } AS paths
  // </fork>
ORDER BY many_years DESC, papers DESC, institution_id, partner_id
LIMIT coalesce($limit, 1000000)
