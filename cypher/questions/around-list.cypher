// Institutions around a list
//
// question: Which institutions that are not on a list publish with several that are?
// family: across
// since: 0.2.0
// tags: [lists, co-authorship, institutions]
// parameters:
//   - list
//   - country
//   - {name: min_members, type: integer, default: 2, help: "Institutions that publish with at least this many on the list."}
//   - as_of
//   - links
//   - include_inferred
//   - topic
//   - max_authors
//   - max_paths
//   - limit
// columns:
//   - {name: institution, type: text, meaning: "The institution, not on the list itself"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: members, type: integer, meaning: "Institutions on the list with which it publishes"}
//   - {name: member_names, type: texts, meaning: "At most ten of them, most papers first"}
//   - {name: papers, type: integer, meaning: "Papers that print it and at least one of them"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: "{institution} ({country}) stands on {papers:paper} with {members:institution} on the list: {member_names}."
// when_empty: No institution was found on papers with that many institutions on the list.
// caveats:
//   - An institution that publishes much publishes with many. The number measures size before anything else.
//   - Dual affiliations are not told apart here; our-listed-partners does so for one institution.
//   - Groups of institutions that publish among themselves are not computed in the database; take the answer's network into a notebook for that.
// beside: [coverage]

MATCH (control:ControlList)<-[on:ON_LIST]-(entry:Designation)-[link:TARGETS|MAY_TARGET]->(member:Institution)
WHERE $list = 'any' OR control.id = $list
WITH on, entry, link, member, coalesce($as_of, control.as_of, control.seen_in) AS day
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
WITH collect(DISTINCT member) AS members
UNWIND members AS member
MATCH (member)<-[at_member:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
WHERE NOT body IN members
  AND ($country IS NULL OR body.country = $country)
  AND ($include_inferred
    OR any(basis IN at_member.bases WHERE basis <> 'inferred') AND any(basis IN at_body.bases WHERE basis <> 'inferred'))
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
WITH body, paper, collect(DISTINCT member) AS with_members
ORDER BY paper.date_min, paper.id
WITH body, collect(paper) AS shown, collect(paper.id) AS paper_ids, collect(with_members) AS found,
  min(paper.date_min) AS first, max(paper.date_max) AS last
WITH *, COLLECT {
    UNWIND found AS some
    UNWIND some AS member
    WITH member, count(*) AS times
    RETURN member ORDER BY times DESC, member.id
  } AS members
WHERE size(members) >= $min_members
// Rows first: paths are read for those that are shown.
WITH body, shown, paper_ids, members, first, last
ORDER BY size(members) DESC, size(shown) DESC, body.id
LIMIT coalesce($limit, 1000000)

RETURN
  body.name AS institution,
  body.id AS institution_id,
  body.country AS country,
  size(members) AS members,
  [member IN members | member.name][0..10] AS member_names,
  size(shown) AS papers,
  first,
  last,
  paper_ids,
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (body)<-[:LISTS]-(paper)-[:LISTS]->(member:Institution)
    WHERE member IN members
    RETURN path ORDER BY paper.date_min, paper.id, member.id LIMIT $max_paths
  } AS paths
ORDER BY members DESC, papers DESC, institution_id
LIMIT coalesce($limit, 1000000)
