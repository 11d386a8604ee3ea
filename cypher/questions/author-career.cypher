// Affiliations of a person over time
//
// question: For which institutions does this person sign, on how many papers, from when to when?
// family: person
// since: 0.2.0
// tags: [people, affiliations, time]
// parameters: [author, as_of, links, include_inferred, max_authors, max_paths, limit]
// columns:
//   - {name: author, type: text, meaning: "The person asked for"}
//   - {name: identity, type: text, meaning: "What makes the signatures one person: ORCID, a publisher's cluster (which can mix people), or a single signature"}
//   - {name: institution, type: text, meaning: "The institution; empty where the string led to none"}
//   - {name: institution_id, type: text, meaning: "Its id"}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: lists, type: texts, meaning: "Control lists on which it stands itself"}
//   - {name: papers, type: integer, meaning: "Papers on which the person signs for it"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: together_with, type: texts, meaning: "Other institutions for which the person signs on the same papers"}
//   - {name: strings, type: texts, meaning: "The affiliation strings as printed"}
//   - {name: weakest_basis, type: text, meaning: "The weakest evidence among them: printed, publisher, aggregator or inferred"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: >-
//   {author} ({identity}) signs[ for {institution}] on {papers:paper}, {first} to {last}[; on the same papers for
//   {together_with}][. Lists: {lists}]. As printed: {strings}.
// when_empty: No paper of this person that was searched prints an affiliation.
// caveats:
//   - An ORCID that an aggregator attached can be wrong. Names as signed, places and fields that do not fit together are a sign of it.
//   - These are affiliations as printed on papers, not employment, and nothing else about a person.
//   - The days are those of publication; the work is older.
//   - A publisher's cluster can mix people of one name; ask for namesakes.
// beside: [coverage]

MATCH (author:Author {id: $author})-[signs:AUTHORED]->(paper:Paper)
USING INDEX SEEK author:Author(id)
WHERE
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
CALL (signs, paper) {
  MATCH (paper)-[at:LISTS]->(body:Institution)
  UNWIND [i IN range(0, size(at.bases) - 1) WHERE at.author_positions[i] = signs.position] AS i
  RETURN body, at.raw_affiliations[i] AS string, at.bases[i] AS basis
  UNION
  UNWIND range(0, size(coalesce(signs.raw_affiliations, [])) - 1) AS i
  WITH signs, paper, signs.raw_affiliations[i] AS string, signs.bases[i] AS basis
  WHERE NOT EXISTS {
    MATCH (paper)-[at:LISTS]->(:Institution)
    WHERE string IN at.raw_affiliations AND signs.position IN at.author_positions
  }
  RETURN null AS body, string, basis
}
WITH author, body, string, basis, paper
WHERE $include_inferred OR basis <> 'inferred'
ORDER BY paper.date_min, paper.id
WITH author, body, CASE WHEN body IS NULL THEN string END AS unread, collect(DISTINCT paper) AS shown,
  collect(DISTINCT string) AS strings, collect(basis) AS bases, min(paper.date_min) AS first, max(paper.date_max) AS last

RETURN
  author.name AS author,
  author.identity AS identity,
  body.name AS institution,
  body.id AS institution_id,
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
  size(shown) AS papers,
  first,
  last,
  COLLECT {
    UNWIND shown AS paper
    MATCH (author)-[signs:AUTHORED]->(paper)-[at:LISTS]->(other:Institution)
    WHERE other <> body
      AND any(i IN range(0, size(at.bases) - 1)
        WHERE at.author_positions[i] = signs.position AND ($include_inferred OR at.bases[i] <> 'inferred'))
    RETURN DISTINCT other.name AS name ORDER BY name
  } AS together_with,
  COLLECT { UNWIND strings AS string RETURN string ORDER BY string } AS strings,
  [basis IN ['inferred', 'aggregator', 'publisher', 'printed'] WHERE basis IN bases][0] AS weakest_basis,
  [paper IN shown | paper.id] AS paper_ids,
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    OPTIONAL MATCH path = (author)-[:AUTHORED]->(paper)-[:LISTS]->(body)
    OPTIONAL MATCH alone = (author)-[:AUTHORED]->(paper)
    RETURN coalesce(path, alone) LIMIT $max_paths
  } AS paths
ORDER BY first, last, institution_id, unread
LIMIT coalesce($limit, 1000000)
