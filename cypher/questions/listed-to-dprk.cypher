// Listed institutions that publish with DPRK institutions
//
// question: Which institutions on a control list publish with which DPRK institutions, since when, and before or after which rule?
// family: headline
// since: 0.1.0
// tags: [headline, lists, co-authorship]
// parameters: [list, as_of, links, roll_up, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law. Rows of lists of different nature are never added up", shown: false}
//   - {name: listed_side, type: text, meaning: "Which of the two is on the list: partner, dprk or both"}
//   - {name: partner, type: text, meaning: "The institution outside the DPRK"}
//   - {name: partner_id, type: text, meaning: "Its id", shown: false}
//   - {name: dprk_institution, type: text, meaning: "The institution in the DPRK"}
//   - {name: dprk_id, type: text, meaning: "Its id", shown: false}
//   - {name: listed, type: text, meaning: "Name of the listed one of the two; of both where both are listed", shown: false}
//   - {name: basis, type: text, meaning: "How the listed institution stands to the entry: same body, unit of a listed body (roll_up), perhaps the same body (links probable); of the partner where both are listed"}
//   - {name: designations, type: texts, meaning: "Ids of the list entries", shown: false}
//   - {name: listed_since_min, type: date, meaning: "First day on which the listing in force can have begun (of the partner where both are listed); empty where not known"}
//   - {name: listed_since_max, type: date, meaning: "Last day on which it can have begun"}
//   - {name: listing, type: text, meaning: "in force; or undetermined where the files loaded leave open whether it stood on the list that day"}
//   - {name: papers, type: integer, meaning: "Papers that print both institutions and are not dual only. Do not add rows up as a paper can stand in several"}
//   - {name: joint, type: integer, meaning: "Of them: at least one person for each institution who does not sign for the other"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for both institutions, and nobody else for either; not in papers"}
//   - {name: unknown_map, type: integer, meaning: "Of papers: those that do not say which author belongs to one of the two"}
//   - {name: first, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: before, type: integer, meaning: "Of papers: published before the listing, or between two periods on the list"}
//   - {name: after, type: integer, meaning: "Of papers: published after the listing began"}
//   - {name: within_12_months, type: integer, meaning: "Of after: published, as far as the dates can tell, within twelve months after the listing; the work may predate it"}
//   - {name: undetermined, type: integer, meaning: "Of papers: the dates do not say whether before or after"}
//   - {name: before_2321, type: integer, meaning: "Of papers: published before UNSCR 2321 (2016), paragraph 11"}
//   - {name: after_2321, type: integer, meaning: "Of papers: published after it"}
//   - {name: perhaps_exempt_2321, type: integer, meaning: "Of those after it: field or topic is of what it leaves free (medical exchanges); whether they are exempt is not assessed"}
//   - {name: undetermined_2321, type: integer, meaning: "Of papers: the dates do not say, or the rule is not loaded"}
//   - {name: retracted, type: integer, meaning: "Of papers: retracted since"}
//   - {name: weakest_basis, type: text, meaning: "The weakest evidence that any of the papers rests on: printed, publisher, aggregator or inferred"}
//   - {name: dois, type: texts, meaning: "At most five DOIs as examples, oldest first"}
//   - {name: paper_ids, type: texts, meaning: "Ids of all papers counted", shown: false}
//   - {name: dual_ids, type: texts, meaning: "Ids of the papers under dual_only", shown: false}
// split:
//   column: listed_side
//   headings:
//     dprk: Only the DPRK side is listed
// sentence: >-
//   {partner} and {dprk_institution} stand together on {papers:paper}[, {joint} of them joint][, {unknown_map} with an
//   unknown map of authors][; on {dual_only} more one person signs for both]. {listed} is on the list {list} ({basis}, {listing}),
//   since {listed_since}.[ Published before the listing: {before}.][ After it: {after}.][ Of these within twelve months:
//   {within_12_months}.][ The dates leave it open for {undetermined}.] Weakest basis: {weakest_basis}.
// when_empty: >-
//   No paper that was searched prints an institution on this list together with a DPRK institution. To know more, load
//   more papers: works whose affiliations print a DPRK place or institution, and works of the listed institutions.
// caveats:
//   - The partner is outside the DPRK. Papers among DPRK institutions alone are no pair.
//   - A person who signs twice on a paper is one person where both signatures carry one ORCID or one publisher's id.
//   - An entry of which the files leave open whether it stood on the list on the day of as_of is kept, with listing undetermined.
//   - Where no file gives an entry a date of listing, its papers are undetermined, neither before nor after.
//   - An institution found by a name that its entry got later counts as listed from the first file with that name.
//   - The columns on UNSCR 2321 compare days only. Papers that by field or topic may fall under its exemption of medical exchanges are counted apart, and not judged.
// beside: [reported-leads, coverage]

// Papers that print a DPRK institution and one elsewhere.
MATCH (dprk:Institution {country: 'KP'})<-[at_dprk:LISTS]-(paper:Paper)-[at_partner:LISTS]->(partner:Institution)
USING INDEX dprk:Institution(country)
WHERE coalesce(partner.country, '') <> 'KP'
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
WITH partner, dprk, collect({paper: paper, partner_read: partner_read, dprk_read: dprk_read}) AS found

// The lists that the two stand on. The strongest link between a body and a list counts.
CALL (partner, dprk) {
  UNWIND [{side: 'partner', body: partner}, {side: 'dprk', body: dprk}] AS one
  WITH one.side AS side, one.body AS body
  MATCH way = (body)-[:PART_OF*0..3]->(whole:Institution)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)
      -[on:ON_LIST]->(list:ControlList)
  WHERE ($list = 'any' OR list.id = $list)
    AND ($roll_up OR whole = body)
    AND (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
      OR $links = 'probable' AND link.judgement <> 'rejected' AND coalesce(link.relation, 'same body') <> 'part of')
  // A name that the entry got later does not make its bearer listed since the entry began.
  WITH side, list, entry, on, way, coalesce($as_of, list.as_of, list.seen_in) AS day,
    CASE WHEN type(link) = 'TARGETS' AND link.judgement <> 'unsure' THEN 0 ELSE 2 END
      + CASE WHEN whole = body THEN 0 ELSE 1 END AS rank,
    date(left(entry.names_seen[0], 10)) AS entry_seen,
    [seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name) | date(left(seen, 10))][0]
      AS name_seen
  WITH side, list, entry, way, rank, day, on.period AS number, {
      from_min: CASE WHEN name_seen > entry_seen AND coalesce(on.from_min < entry_seen, true) THEN entry_seen ELSE on.from_min END,
      from_max: CASE WHEN name_seen > entry_seen AND coalesce(on.from_max < name_seen, true) THEN name_seen ELSE on.from_max END,
      to_min: on.to_min,
      to_max: on.to_max
    } AS period
  WHERE coalesce(period.from_min <= day, true)
  WITH side, list, entry, way, rank, number, coalesce(period.to_max > day, true) AS in_force, period {.*,
      sure: coalesce(period.to_min > day, true)
        AND ($as_of IS NULL OR coalesce(coalesce(period.from_max, entry.first_file) <= day, false))
    } AS period
  ORDER BY number
  WITH side, list, entry, rank, collect(period) AS periods, collect(way) AS ways,
    [one IN collect({period: period, in_force: in_force}) WHERE one.in_force | one.period] AS current
  WHERE size(current) > 0
  ORDER BY entry.id
  WITH side, list, collect({id: entry.id, rank: rank, periods: periods, current: current, ways: ways}) AS entries, min(rank) AS best
  WITH side, list, best, [one IN entries WHERE one.rank = best] AS entries
  ORDER BY side DESC
  RETURN list, collect({
    side: side, rank: best,
    designations: [one IN entries | one.id],
    periods: reduce(all = [], one IN entries | all + one.periods),
    current: reduce(all = [], one IN entries | all + one.current),
    ways: reduce(all = [], one IN entries | all + one.ways)
  }) AS sides
}
WITH partner, dprk, found, list, sides[0].rank AS link_rank, sides[0].periods AS periods, sides[0].current AS current,
  CASE WHEN size(sides) = 2 THEN 'both' ELSE sides[0].side END AS listed_side,
  reduce(all = [], one IN sides | all + one.designations) AS designations,
  reduce(all = [], one IN sides | all + one.ways) AS ways

// Each paper: who stands for whom, on what basis, and when.
OPTIONAL MATCH (rule:Rule {id: 'unscr-2321-11'})
UNWIND found AS one
WITH *, one.paper AS paper, ['printed', 'publisher', 'aggregator', 'inferred'] AS bases
WITH *,
  COLLECT {
    MATCH (author:Author)-[signs:AUTHORED]->(paper)
    WHERE signs.position IN [each IN one.partner_read | each.position]
    RETURN DISTINCT author.id
  } AS partner_people,
  COLLECT {
    MATCH (author:Author)-[signs:AUTHORED]->(paper)
    WHERE signs.position IN [each IN one.dprk_read | each.position]
    RETURN DISTINCT author.id
  } AS dprk_people
WITH *,
  CASE
    WHEN size(partner_people) = 0 OR size(dprk_people) = 0 THEN 'unknown'
    WHEN size(partner_people) = 1 AND partner_people = dprk_people THEN 'dual'
    WHEN any(person IN partner_people WHERE NOT person IN dprk_people)
      AND any(person IN dprk_people WHERE NOT person IN partner_people) THEN 'joint'
    ELSE 'bridged'
  END AS kind,
  // The better evidence of each side, then the weaker of the two sides.
  [rank IN range(0, 3) WHERE bases[rank] IN [each IN one.partner_read | each.basis]][0] AS partner_rank,
  [rank IN range(0, 3) WHERE bases[rank] IN [each IN one.dprk_read | each.basis]][0] AS dprk_rank,
  CASE
    WHEN any(period IN periods WHERE paper.date_min >= period.from_max AND (period.to_min IS NULL OR paper.date_max < period.to_min))
      THEN 'after'
    WHEN all(period IN periods WHERE paper.date_max < period.from_min OR paper.date_min >= period.to_max)
      THEN CASE WHEN any(period IN periods WHERE paper.date_max < period.from_min) THEN 'before' ELSE 'after' END
    ELSE 'undetermined'
  END AS published,
  any(period IN periods
    WHERE paper.date_min >= period.from_max AND paper.date_min < period.from_max + duration({months: 12})) AS soon
ORDER BY paper.date_min, paper.id
WITH partner, dprk, list, link_rank, listed_side, designations, ways, current, rule, bases,
  collect({
    paper: paper, published: published, soon: soon,
    rank: CASE WHEN partner_rank > dprk_rank THEN partner_rank ELSE dprk_rank END,
    counts: kind <> 'dual', kind: kind,
    perhaps_exempt:
    // <perhaps-exempt>
    any(term IN rule.exempt_fields WHERE toLower(paper.field) CONTAINS term
      OR EXISTS {
        MATCH (paper)-[:ABOUT]->(topic:Topic)
        WHERE toLower(topic.field) CONTAINS term OR toLower(topic.subfield) CONTAINS term OR toLower(topic.name) CONTAINS term
      })
    // </perhaps-exempt>
    }) AS all_papers
WITH *, [one IN all_papers WHERE one.counts] AS counted, [one IN all_papers WHERE NOT one.counts] AS dual

RETURN
  list.id AS list,
  list.nature AS nature,
  listed_side,
  partner.name AS partner,
  partner.id AS partner_id,
  dprk.name AS dprk_institution,
  dprk.id AS dprk_id,
  CASE listed_side WHEN 'partner' THEN partner.name WHEN 'dprk' THEN dprk.name ELSE partner.name + ' as well as ' + dprk.name END AS listed,
  ['same body', 'unit of a listed body', 'perhaps the same body', 'unit of what is perhaps a listed body'][link_rank] AS basis,
  designations,
  CASE WHEN any(period IN current WHERE period.from_min IS NULL) THEN null
    ELSE reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_min < day THEN period.from_min ELSE day END)
  END AS listed_since_min,
  reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_max < day THEN period.from_max ELSE day END) AS listed_since_max,
  CASE WHEN any(period IN current WHERE period.sure) THEN 'in force' ELSE 'undetermined' END AS listing,
  size(counted) AS papers,
  size([one IN counted WHERE one.kind = 'joint']) AS joint,
  size(dual) AS dual_only,
  size([one IN counted WHERE one.kind = 'unknown']) AS unknown_map,
  reduce(day = null, one IN counted | CASE WHEN day IS NULL OR one.paper.date_min < day THEN one.paper.date_min ELSE day END) AS first,
  reduce(day = null, one IN counted | CASE WHEN day IS NULL OR one.paper.date_max > day THEN one.paper.date_max ELSE day END) AS last,
  size([one IN counted WHERE one.published = 'before']) AS before,
  size([one IN counted WHERE one.published = 'after']) AS after,
  size([one IN counted WHERE one.published = 'after' AND one.soon]) AS within_12_months,
  size([one IN counted WHERE one.published = 'undetermined']) AS undetermined,
  size([one IN counted WHERE one.paper.date_max < rule.from_min]) AS before_2321,
  size([one IN counted WHERE one.paper.date_min >= rule.from_max]) AS after_2321,
  size([one IN counted WHERE one.paper.date_min >= rule.from_max AND one.perhaps_exempt]) AS perhaps_exempt_2321,
  size([one IN counted WHERE coalesce(NOT (one.paper.date_max < rule.from_min OR one.paper.date_min >= rule.from_max), true)]) AS undetermined_2321,
  size([one IN counted WHERE one.paper.retracted]) AS retracted,
  bases[reduce(worst = null, one IN counted + dual | CASE WHEN one.rank > coalesce(worst, -1) THEN one.rank ELSE worst END)] AS weakest_basis,
  [one IN counted + dual | coalesce(one.paper.doi, one.paper.id)][0..5] AS dois,
  [one IN counted | one.paper.id] AS paper_ids,
  [one IN dual | one.paper.id] AS dual_ids,
  (ways + COLLECT {
    UNWIND [one IN counted + dual | one.paper][0..$max_paths] AS paper
    MATCH path = (partner)<-[:LISTS]-(paper)-[:LISTS]->(dprk)
    RETURN path
  })[0..$max_paths] AS paths
ORDER BY nature, list, papers DESC, dual_only DESC, partner_id, dprk_id
LIMIT coalesce($limit, 1000000)
