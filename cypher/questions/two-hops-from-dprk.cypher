// Two hops from the DPRK
//
// question: Which institutions publish with partners of DPRK institutions, and through which people?
// family: across
// since: 0.1.0
// tags: [people, co-authorship, two hops]
// parameters:
//   - {name: list, default: null}
//   - as_of
//   - links
//   - country
//   - identity
//   - include_inferred
//   - max_authors
//   - max_paths
//   - limit
// columns:
//   - {name: institution, type: text, meaning: "The institution two hops away"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: lists, type: texts, meaning: "Control lists on which it stands itself"}
//   - {name: partner, type: text, meaning: "The partner of the DPRK institution, with which it publishes"}
//   - {name: partner_id, type: text, meaning: "Its id", shown: false}
//   - {name: dprk_institution, type: text, meaning: "The institution in the DPRK"}
//   - {name: dprk_id, type: text, meaning: "Its id", shown: false}
//   - {name: people, type: texts, meaning: "Who signs for the partner both on a paper with the DPRK institution and on one with the institution two hops away"}
//   - {name: people_ids, type: texts, meaning: "Their ids", shown: false}
//   - {name: near_papers, type: integer, meaning: "Papers of these people with the DPRK institution"}
//   - {name: far_papers, type: integer, meaning: "Papers of these people with the institution two hops away"}
//   - {name: first, type: date, meaning: "First day on which the earliest of all these papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: also_direct, type: boolean, meaning: "True where it stands on a paper with a DPRK institution itself"}
//   - {name: near_ids, type: texts, meaning: "Ids of the papers with the DPRK institution", shown: false}
//   - {name: far_ids, type: texts, meaning: "Ids of the papers with the institution two hops away", shown: false}
// sentence: >-
//   {institution} publishes ({far_papers:paper}) with {partner}, which publishes ({near_papers:paper}) with
//   {dprk_institution}, through {people}. This does not say that the two outer institutions were ever in contact.
// when_empty: No institution of this kind was found two hops away through a person whom an ORCID carries from paper to paper. Ask with identity cluster to follow publishers' author clusters too.
// caveats:
//   - No contact between the outer institutions is implied, nor that anybody knew of the other paper.
//   - A person is followed by ORCID only, unless identity is cluster. Publishers' clusters can mix several people.
// beside: [coverage]

MATCH (dprk:Institution {country: 'KP'})<-[at_dprk:LISTS]-(near:Paper)-[at_partner:LISTS]->(partner:Institution)
USING INDEX dprk:Institution(country)
WHERE coalesce(partner.country, '') <> 'KP'
  AND
  // <short paper=near>
  coalesce(near.n_authors, 0) + CASE WHEN near.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
WITH dprk, partner, near,
  [i IN range(0, size(at_partner.bases) - 1) WHERE $include_inferred OR at_partner.bases[i] <> 'inferred'
    | at_partner.author_positions[i]] AS positions,
  [i IN range(0, size(at_dprk.bases) - 1) WHERE $include_inferred OR at_dprk.bases[i] <> 'inferred'
    | at_dprk.author_positions[i]] AS dprk_positions
MATCH (person:Author)-[signs:AUTHORED]->(near)
WHERE signs.position IN positions AND ($identity = 'cluster' OR person.id STARTS WITH 'orcid:')
  AND any(position IN dprk_positions WHERE position <> signs.position)
// One person can be near through several papers and institutions: what is far is read once for each.
WITH person, partner, collect(DISTINCT [dprk, near]) AS near_found

// What the person signs for the same partner elsewhere, and who else stands there: what a paper prints is read once.
MATCH (person)-[signs:AUTHORED]->(far:Paper)
WHERE
  // <short paper=far>
  coalesce(far.n_authors, 0) + CASE WHEN far.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
WITH far, collect({person: person, partner: partner, near: near_found, position: signs.position}) AS signed
WITH far, signed, COLLECT {
    MATCH (far)-[at:LISTS]->(body:Institution)
    RETURN [body, [i IN range(0, size(at.bases) - 1) WHERE $include_inferred OR at.bases[i] <> 'inferred' | at.author_positions[i]]]
  } AS printed
WHERE size(printed) > 1
UNWIND signed AS one
WITH far, printed, one, one.person AS person, one.partner AS partner
WHERE any(each IN printed WHERE each[0] = partner AND one.position IN each[1])
WITH far, person, partner, head(collect(printed)) AS printed, head(collect(one.near)) AS near_found, collect(one.position) AS positions
UNWIND printed AS each
WITH person, partner, near_found, far, positions, each[0] AS institution, each[1] AS places
WHERE institution <> partner
  AND coalesce(institution.country, '') <> 'KP'
  AND ($country IS NULL OR institution.country = $country)
  AND any(place IN places WHERE any(position IN positions WHERE position <> place))
WITH person, partner, institution, head(collect(near_found)) AS near_found, collect(far) AS far_found

// Who stands with the DPRK itself is read once, from the DPRK's side: hubs have a thousand times its papers.
WITH collect({person: person, partner: partner, near: near_found, institution: institution, far: far_found}) AS found
WITH found, COLLECT {
    MATCH (dprk:Institution {country: 'KP'})<-[at_one:LISTS]-(paper:Paper)-[at_two:LISTS]->(body:Institution)
    USING INDEX dprk:Institution(country)
    WHERE ($include_inferred
        OR any(basis IN at_one.bases WHERE basis <> 'inferred') AND any(basis IN at_two.bases WHERE basis <> 'inferred'))
      AND
      // <short>
      coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
      // </short>
    RETURN DISTINCT body
  } AS direct
UNWIND found AS one
UNWIND one.near AS pair
WITH one.institution AS body, one.institution IN direct AS also_direct, one.partner AS partner, pair[0] AS dprk,
  one.person AS person, pair[1] AS near, [far IN one.far WHERE far <> pair[1]] AS far_found
WHERE size(far_found) > 0
WITH body, also_direct, partner, dprk, collect(DISTINCT person) AS people, collect(DISTINCT near) AS near_found, collect(far_found) AS far_found
WITH body AS institution, also_direct, partner, dprk, people, near_found, far_found,
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
  AS lists
WHERE $list IS NULL OR $list IN lists OR $list = 'any' AND size(lists) > 0
// Most have one person and one paper of each kind: there is nothing to put in order then.
WITH institution, also_direct, lists, partner, dprk,
  CASE size(people) WHEN 1 THEN people ELSE COLLECT {
    UNWIND people AS person
    RETURN person ORDER BY person.id
  } END AS people,
  CASE size(near_found) WHEN 1 THEN near_found ELSE COLLECT {
    UNWIND near_found AS paper
    RETURN paper ORDER BY paper.date_min, paper.id
  } END AS near_papers,
  CASE WHEN size(far_found) = 1 AND size(far_found[0]) = 1 THEN far_found[0] ELSE COLLECT {
    UNWIND far_found AS some
    UNWIND some AS paper
    WITH DISTINCT paper
    RETURN paper ORDER BY paper.date_min, paper.id
  } END AS far_papers
// Rows first: what they say, and their paths, is read for those that are shown.
ORDER BY also_direct, size(far_papers) DESC, size(near_papers) DESC, institution.id, partner.id, dprk.id
LIMIT coalesce($limit, 1000000)

RETURN
  institution.name AS institution,
  institution.id AS institution_id,
  institution.country AS country,
  lists,
  partner.name AS partner,
  partner.id AS partner_id,
  dprk.name AS dprk_institution,
  dprk.id AS dprk_id,
  [person IN people | person.name] AS people,
  [person IN people | person.id] AS people_ids,
  size(near_papers) AS near_papers,
  size(far_papers) AS far_papers,
  CASE
    WHEN far_papers[0].date_min < near_papers[0].date_min THEN far_papers[0].date_min
    ELSE coalesce(near_papers[0].date_min, far_papers[0].date_min)
  END AS first,
  reduce(day = null, one IN [paper IN near_papers + far_papers | paper.date_max] | CASE WHEN one > day OR day IS NULL THEN one ELSE day END) AS last,
  also_direct,
  [paper IN near_papers | paper.id] AS near_ids,
  [paper IN far_papers | paper.id] AS far_ids,
  COLLECT {
    // Each of the near papers begins a path, so the first paths are those of the first papers.
    UNWIND near_papers[0..$max_paths] AS near
    MATCH (near)<-[near_signs:AUTHORED]-(person)
    WHERE person IN people
    MATCH (person)-[far_signs:AUTHORED]->(far:Paper)
    WHERE far IN far_papers AND far_signs <> near_signs
    WITH near, near_signs, person, far_signs, far
    ORDER BY near.date_min, near.id, far.date_min, far.id, person.id LIMIT $max_paths
    MATCH path = (dprk)<-[:LISTS]-(near)<-[near_signs]-(person)-[far_signs]->(far)-[:LISTS]->(institution)
    RETURN path ORDER BY near.date_min, near.id, far.date_min, far.id, person.id LIMIT $max_paths
  } AS paths
ORDER BY also_direct, far_papers DESC, near_papers DESC, institution_id, partner_id, dprk_id
LIMIT coalesce($limit, 1000000)
