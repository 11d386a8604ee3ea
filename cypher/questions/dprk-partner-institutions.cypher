// Institutions that publish with DPRK institutions
//
// question: Which institutions outside the DPRK publish with DPRK institutions, how often and when?
// family: study
// since: 0.1.0
// tags: [co-authorship, institutions]
// parameters: [country, as_of, links, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: partner, type: text, meaning: "The institution outside the DPRK"}
//   - {name: partner_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2); empty where not known"}
//   - {name: papers, type: integer, meaning: "Papers that print it and a DPRK institution, and are not dual only. Do not add rows up as a paper can stand in several"}
//   - {name: joint, type: integer, meaning: "Of them: at least one person for each side who does not sign for the other"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for both sides, and nobody else for either; not in papers"}
//   - {name: unknown_map, type: integer, meaning: "Of papers: those that do not say which author belongs to one of the two"}
//   - {name: first, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: after_2321, type: integer, meaning: "Of papers: published after UNSCR 2321 (2016), paragraph 11; exemptions are not told apart"}
//   - {name: dprk_institutions, type: texts, meaning: "The DPRK institutions, by name"}
//   - {name: lists, type: texts, meaning: "Control lists on which the partner itself stands; a DPRK institution's listing is not shown here"}
//   - {name: retracted, type: integer, meaning: "Of papers: retracted since"}
//   - {name: weakest_basis, type: text, meaning: "The weakest evidence that any of the papers rests on: printed, publisher, aggregator or inferred"}
//   - {name: dois, type: texts, meaning: "At most five DOIs as examples, oldest first"}
//   - {name: paper_ids, type: texts, meaning: "Ids of all papers counted", shown: false}
//   - {name: dual_ids, type: texts, meaning: "Ids of the papers under dual_only", shown: false}
// sentence: >-
//   {partner} ({country}) stands on {papers:paper} with DPRK institutions ({dprk_institutions})[, and on {dual_only} more
//   one person signs for both sides]. {after_2321} of the first came after UNSCR 2321. Weakest basis {weakest_basis}.
//   Control lists it stands on itself: {lists}.
// when_empty: No paper that was searched prints an institution of this kind together with a DPRK institution.
// caveats:
//   - Papers among DPRK institutions alone are left out.
//   - A listing does not speak for units or parents of the listed body.
// beside: [coverage]

CALL () {
  OPTIONAL MATCH (rule:Rule {id: 'unscr-2321-11'})
  RETURN rule.from_max AS in_force
}
MATCH (dprk:Institution {country: 'KP'})<-[at_dprk:LISTS]-(paper:Paper)-[at_partner:LISTS]->(partner:Institution)
USING INDEX dprk:Institution(country)
WHERE coalesce(partner.country, '') <> 'KP'
  AND ($country IS NULL OR partner.country = $country)
  AND ($include_inferred
    OR any(basis IN at_dprk.bases WHERE basis <> 'inferred') AND any(basis IN at_partner.bases WHERE basis <> 'inferred'))
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
// All DPRK institutions of a paper are one side here. Its authors are read once, however many partners it prints.
WITH in_force, paper, partner, collect(dprk) AS dprk_bodies, collect(DISTINCT at_partner) AS ours, collect(at_dprk) AS theirs
WITH in_force, paper, collect({partner: partner, dprk_bodies: dprk_bodies, ours: ours, theirs: theirs}) AS all_found
WITH in_force, paper, all_found, COLLECT { MATCH (author)-[signs:AUTHORED]->(paper) RETURN [author, signs.position] } AS signed
UNWIND all_found AS one
WITH in_force, paper, signed, one.partner AS partner, one.dprk_bodies AS dprk_bodies, one.ours AS ours, one.theirs AS theirs
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
WITH in_force, partner, paper, dprk_bodies, kind, rank
ORDER BY paper.date_min, paper.id
WITH in_force, partner,
  collect(CASE WHEN kind <> 'dual' THEN paper END) AS counted,
  collect(CASE WHEN kind <> 'dual' THEN paper.id END) AS paper_ids,
  collect(CASE WHEN kind = 'dual' THEN paper END) AS dual,
  count(CASE WHEN kind = 'joint' THEN 1 END) AS joint,
  count(CASE WHEN kind = 'unknown' THEN 1 END) AS unknown_map,
  min(CASE WHEN kind <> 'dual' THEN paper.date_min END) AS first,
  max(CASE WHEN kind <> 'dual' THEN paper.date_max END) AS last,
  collect(dprk_bodies) AS dprk_bodies,
  max(rank) AS weakest

RETURN
  partner.name AS partner,
  partner.id AS partner_id,
  partner.country AS country,
  size(counted) AS papers,
  joint,
  size(dual) AS dual_only,
  unknown_map,
  first,
  last,
  size([paper IN counted WHERE paper.date_min >= in_force]) AS after_2321,
  COLLECT {
    UNWIND dprk_bodies AS some
    UNWIND some AS body
    WITH DISTINCT body
    RETURN DISTINCT body.name AS name ORDER BY name
  } AS dprk_institutions,
  // <lists body=partner>
  CASE WHEN partner:Designated OR $links = 'probable' THEN COLLECT {
    MATCH (partner)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)-[on:ON_LIST]->(control:ControlList)
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
  size([paper IN counted WHERE paper.retracted]) AS retracted,
  ['printed', 'publisher', 'aggregator', 'inferred'][weakest] AS weakest_basis,
  [paper IN counted + dual WHERE paper.doi IS NOT NULL | paper.doi][0..5] AS dois,
  paper_ids,
  [paper IN dual | paper.id] AS dual_ids,
  COLLECT {
    UNWIND (counted + dual)[0..$max_paths] AS paper
    MATCH path = (partner)<-[:LISTS]-(paper)-[:LISTS]->(body:Institution)
    WHERE body.country = 'KP' AND any(some IN dprk_bodies WHERE body IN some)
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
ORDER BY papers DESC, dual_only DESC, partner_id
LIMIT coalesce($limit, 1000000)
