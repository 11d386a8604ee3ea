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
//   {partner} ({country}) stands on {papers:paper} with DPRK institutions ({dprk_institutions}), and on {dual_only} more
//   one person signs for both sides. {after_2321} of the first came after UNSCR 2321. Weakest basis {weakest_basis}.
//   Control lists it stands on itself: {lists}.
// when_empty: No paper that was searched prints an institution of this kind together with a DPRK institution.
// caveats:
//   - Papers among DPRK institutions alone are left out.
//   - A listing does not speak for units or parents of the listed body.
// beside: [coverage]

MATCH (dprk:Institution {country: 'KP'})<-[at_dprk:LISTS]-(paper:Paper)-[at_partner:LISTS]->(partner:Institution)
USING INDEX dprk:Institution(country)
WHERE coalesce(partner.country, '') <> 'KP'
  AND ($country IS NULL OR partner.country = $country)
  AND coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  AND ($topic IS NULL
    OR any(term IN $topic WHERE toLower(paper.title) CONTAINS term OR toLower(paper.field) CONTAINS term)
    OR EXISTS {
      MATCH (paper)-[:ABOUT]->(topic:Topic)
      WHERE any(term IN $topic WHERE toLower(topic.name) CONTAINS term OR toLower(topic.subfield) CONTAINS term)
    })
WITH partner, dprk, paper,
  [i IN range(0, size(at_partner.bases) - 1) WHERE $include_inferred OR at_partner.bases[i] <> 'inferred'
    | {position: at_partner.author_positions[i], basis: at_partner.bases[i]}] AS partner_read,
  [i IN range(0, size(at_dprk.bases) - 1) WHERE $include_inferred OR at_dprk.bases[i] <> 'inferred'
    | {position: at_dprk.author_positions[i], basis: at_dprk.bases[i]}] AS dprk_read
WHERE size(partner_read) > 0 AND size(dprk_read) > 0

// All DPRK institutions of a paper are one side here.
WITH partner, paper, partner_read, collect(dprk) AS dprk_bodies,
  reduce(all = [], one IN collect(dprk_read) | all + one) AS dprk_read,
  ['printed', 'publisher', 'aggregator', 'inferred'] AS bases
WITH *,
  [each IN partner_read | each.position] AS partner_places,
  [each IN dprk_read | each.position] AS dprk_places
WITH *, COLLECT {
    MATCH (author:Author)-[signs:AUTHORED]->(paper)
    WHERE signs.position IN partner_places OR signs.position IN dprk_places
    RETURN [author, signs.position]
  } AS people
WITH partner, paper, partner_read, dprk_bodies, dprk_read, bases,
  [one IN people WHERE one[1] IN partner_places | one[0]] AS partner_people,
  [one IN people WHERE one[1] IN dprk_places | one[0]] AS dprk_people
WITH *,
  CASE
    WHEN size(partner_people) = 0 OR size(dprk_people) = 0 THEN 'unknown'
    WHEN all(person IN partner_people + dprk_people WHERE person = partner_people[0]) THEN 'dual'
    WHEN any(person IN partner_people WHERE NOT person IN dprk_people)
      AND any(person IN dprk_people WHERE NOT person IN partner_people) THEN 'joint'
    ELSE 'bridged'
  END AS kind,
  // The better evidence of each side, then the weaker of the two sides.
  [rank IN range(0, 3) WHERE bases[rank] IN [each IN partner_read | each.basis]][0] AS partner_rank,
  [rank IN range(0, 3) WHERE bases[rank] IN [each IN dprk_read | each.basis]][0] AS dprk_rank
ORDER BY paper.date_min, paper.id
WITH partner, bases,
  collect({
    paper: paper, kind: kind, dprk_bodies: dprk_bodies,
    rank: CASE WHEN partner_rank > dprk_rank THEN partner_rank ELSE dprk_rank END
  }) AS found
OPTIONAL MATCH (rule:Rule {id: 'unscr-2321-11'})
WITH partner, bases, rule, found,
  [one IN found WHERE one.kind <> 'dual'] AS counted, [one IN found WHERE one.kind = 'dual'] AS dual

RETURN
  partner.name AS partner,
  partner.id AS partner_id,
  partner.country AS country,
  size(counted) AS papers,
  size([one IN counted WHERE one.kind = 'joint']) AS joint,
  size(dual) AS dual_only,
  size([one IN counted WHERE one.kind = 'unknown']) AS unknown_map,
  reduce(day = null, one IN counted | CASE WHEN day IS NULL OR one.paper.date_min < day THEN one.paper.date_min ELSE day END) AS first,
  reduce(day = null, one IN counted | CASE WHEN day IS NULL OR one.paper.date_max > day THEN one.paper.date_max ELSE day END) AS last,
  size([one IN counted WHERE one.paper.date_min >= rule.from_max]) AS after_2321,
  COLLECT {
    UNWIND found AS one
    UNWIND one.dprk_bodies AS body
    WITH collect(DISTINCT body.name) AS names
    UNWIND names AS name
    RETURN name ORDER BY name
  } AS dprk_institutions,
  COLLECT {
    MATCH (partner)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)-[on:ON_LIST]->(list:ControlList)
    WITH link, entry, on, list, coalesce($as_of, list.as_of, list.seen_in) AS day
    WHERE (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
        OR $links = 'probable' AND link.judgement <> 'rejected' AND coalesce(link.relation, 'same body') <> 'part of')
      AND coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
      // Not by a name that the entry got after that day.
      AND none(seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name)
        AND any(own IN entry.names_seen
          WHERE substring(own, 11) = entry.name AND left(own, 10) < left(seen, 10)
            AND coalesce(date(left(own, 10)) > $as_of, false)))
    RETURN DISTINCT list.id AS id ORDER BY id
  } AS lists,
  size([one IN counted WHERE one.paper.retracted]) AS retracted,
  bases[reduce(worst = null, one IN found | CASE WHEN one.rank > coalesce(worst, -1) THEN one.rank ELSE worst END)] AS weakest_basis,
  [one IN counted + dual WHERE one.paper.doi IS NOT NULL | one.paper.doi][0..5] AS dois,
  [one IN counted | one.paper.id] AS paper_ids,
  [one IN dual | one.paper.id] AS dual_ids,
  COLLECT {
    UNWIND (counted + dual)[0..$max_paths] AS one
    UNWIND one.dprk_bodies AS body
    WITH one.paper AS paper, body
    MATCH path = (partner)<-[:LISTS]-(paper)-[:LISTS]->(body)
    RETURN path LIMIT $max_paths
  } AS paths
ORDER BY papers DESC, dual_only DESC, partner_id
LIMIT coalesce($limit, 1000000)
