// Institutions of a country by their papers
//
// question: Which institutions of this country publish, how much of it with others, and with whom most?
// family: study
// since: 0.2.0
// tags: [institutions, countries]
// parameters: [home, first_year, last_year, as_of, links, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: institution, type: text, meaning: "The institution"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: papers, type: integer, meaning: "Papers that print it. Do not add rows up as a paper can print several"}
//   - {name: international, type: integer, meaning: "Of them: papers that print an institution elsewhere too"}
//   - {name: partners, type: texts, meaning: "At most ten institutions elsewhere, most papers first"}
//   - {name: many_partners, type: integer, meaning: "How many there are"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: lists, type: texts, meaning: "Control lists on which it stands itself"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: >-
//   {institution}: {papers:paper}, {international} of them with {many_partners:institution} elsewhere. Lists: {lists}.
// when_empty: No paper that was searched prints an institution of this country.
// caveats:
//   - Only institutions that were recognised in the strings are seen. A unit that is known by itself is counted itself, not with its parent.
//   - Dual affiliations of one person count as international here.
// beside: [coverage]

MATCH (body:Institution {country: $home})<-[at_home:LISTS]-(paper:Paper)
USING INDEX body:Institution(country)
WHERE ($include_inferred OR any(basis IN at_home.bases WHERE basis <> 'inferred'))
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
  AND
  // <years>
  coalesce(paper.date_max.year >= $first_year, true) AND coalesce(paper.date_min.year <= $last_year, true)
  // </years>
WITH body, paper, COLLECT {
    MATCH (paper)-[at:LISTS]->(partner:Institution)
    WHERE coalesce(partner.country, '') <> $home AND ($include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred'))
    RETURN partner
  } AS partners
ORDER BY paper.date_min, paper.id
WITH body, collect(paper) AS all_papers, collect(partners) AS found, min(paper.date_min) AS first, max(paper.date_max) AS last
WITH *, COLLECT {
    UNWIND found AS some
    UNWIND some AS partner
    WITH partner, count(*) AS times
    RETURN partner.name ORDER BY times DESC, partner.id
  } AS partners

RETURN
  body.name AS institution,
  body.id AS institution_id,
  size(all_papers) AS papers,
  size([some IN found WHERE size(some) > 0]) AS international,
  partners[0..10] AS partners,
  size(partners) AS many_partners,
  first,
  last,
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
  [paper IN all_papers | paper.id] AS paper_ids,
  // <star shown=all_papers body=printed>
  COLLECT {
    UNWIND all_papers[0..$max_paths] AS paper
    MATCH path = (paper)-[:LISTS]->(printed:Institution)
    RETURN path ORDER BY paper.date_min, paper.id, printed.id LIMIT $max_paths
  } AS paths
  // </star>
ORDER BY papers DESC, institution_id
LIMIT coalesce($limit, 1000000)
