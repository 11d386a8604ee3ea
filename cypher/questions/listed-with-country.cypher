// Listed institutions by their papers with a country
//
// question: Which institutions on a control list publish with institutions of this country, why are they listed, and did the papers come before or after?
// family: list
// since: 0.2.0
// tags: [lists, countries, co-authorship]
// parameters: [list, home, as_of, links, roll_up, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law. Rows of lists of different nature are never added up", shown: false}
//   - {name: institution, type: text, meaning: "The listed institution, outside the country"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: basis, type: text, meaning: "How it stands to the entry: same body, unit of a listed body (roll_up), perhaps the same body (links probable)"}
//   - {name: designations, type: texts, meaning: "Ids of the list entries", shown: false}
//   - {name: reasons, type: texts, meaning: "Reasons and programmes as the entries print them; none where the list prints none"}
//   - {name: citations, type: texts, meaning: "Notices that the entries cite", shown: false}
//   - {name: listed_since_min, type: date, meaning: "First day on which the listing in force can have begun; empty where not known"}
//   - {name: listed_since_max, type: date, meaning: "Last day on which it can have begun"}
//   - {name: listing, type: text, meaning: "in force; or undetermined where the files loaded leave open whether it stood on the list that day"}
//   - {name: papers, type: integer, meaning: "Papers that print it and an institution of the country, and are not dual only. Do not add rows up as a paper can stand in several"}
//   - {name: joint, type: integer, meaning: "Of them: at least one person for each side who does not sign for the other"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for both sides, and nobody else for either; not in papers"}
//   - {name: unknown_map, type: integer, meaning: "Of papers: those that do not say which author belongs to one of the sides"}
//   - {name: first, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: before, type: integer, meaning: "Of papers: published before the listing, or between two periods on the list"}
//   - {name: after, type: integer, meaning: "Of papers: published after the listing began"}
//   - {name: within_12_months, type: integer, meaning: "Of after: published, as far as the dates can tell, within twelve months after the listing; the work may predate it"}
//   - {name: undetermined, type: integer, meaning: "Of papers: the dates do not say whether before or after"}
//   - {name: partners, type: texts, meaning: "The institutions of the country, by name"}
//   - {name: weakest_basis, type: text, meaning: "The weakest evidence that any of the papers rests on: printed, publisher, aggregator or inferred"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers counted", shown: false}
//   - {name: dual_ids, type: texts, meaning: "Ids of the papers under dual_only", shown: false}
// sentence: >-
//   {institution} ({country}) is on the list {list} ({basis}, {listing}), since {listed_since}, and stands on {papers:paper} with
//   {partners}[; on {dual_only} more one person signs for both sides].[ Published before the listing: {before}.][ After
//   it: {after}.][ Of these within twelve months: {within_12_months}.][ The dates leave it open for {undetermined}.]
// when_empty: No paper that was searched prints an institution on this list together with one of this country.
// caveats:
//   - An entry of which the files leave open whether it stood on the list on the day of as_of is kept, with listing undetermined.
//   - Where no file gives an entry a date of listing, its papers are undetermined, neither before nor after.
//   - A reason is the list's own and is not about these papers.
// beside: [coverage]

// <listed-at-home>
MATCH (control:ControlList)<-[:ON_LIST]-(:Designation)-[:TARGETS|MAY_TARGET]->(whole:Institution)
WHERE $list = 'any' OR control.id = $list
MATCH (whole)<-[:PART_OF*0..3]-(body:Institution)
WHERE $roll_up OR body = whole
WITH collect(DISTINCT body) AS bodies
CALL (bodies) {
  UNWIND bodies AS body
  RETURN sum(COUNT { (body)<-[:LISTS]-() }) AS listed_papers
}
WITH bodies, listed_papers, COLLECT {
    MATCH (partner:Institution {country: $home})
    RETURN COUNT { (partner)<-[:LISTS]-() }
  } AS counts
WITH bodies, listed_papers, reduce(sum = 0, count IN counts | sum + count) AS home_papers
CALL (bodies, listed_papers, home_papers) {
  WITH bodies
  WHERE home_papers < listed_papers
  MATCH (partner:Institution {country: $home})<-[at_home:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
  WHERE body IN bodies
  RETURN body, at_body, paper, at_home, partner
  UNION ALL
  UNWIND bodies AS body
  WITH body
  WHERE home_papers >= listed_papers
  MATCH (body)<-[at_body:LISTS]-(paper:Paper)-[at_home:LISTS]->(partner:Institution)
  WHERE partner.country = $home
  RETURN body, at_body, paper, at_home, partner
}
// </listed-at-home>
WITH body, at_body, paper, at_home, partner
WHERE coalesce(body.country, '') <> $home
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
WITH body, paper, collect(DISTINCT at_body) AS ours, collect(at_home) AS theirs, collect(partner) AS partners
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
WITH body, collect({paper: paper, kind: kind, rank: rank, partners: partners}) AS found
// <listing>
CALL (body) {
  MATCH way = (body)-[:PART_OF*0..3]->(whole:Institution)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)
      -[on:ON_LIST]->(list:ControlList)
  WHERE ($list = 'any' OR list.id = $list)
    AND ($roll_up OR whole = body)
    AND (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
      OR $links = 'probable' AND link.judgement <> 'rejected' AND coalesce(link.relation, 'same body') <> 'part of')
  // A name that the entry got later does not make its bearer listed since the entry began.
  WITH list, entry, on, way, coalesce($as_of, list.as_of, list.seen_in) AS day,
    CASE WHEN type(link) = 'TARGETS' AND link.judgement <> 'unsure' THEN 0 ELSE 2 END
      + CASE WHEN whole = body THEN 0 ELSE 1 END AS rank,
    date(left(entry.names_seen[0], 10)) AS entry_seen,
    [seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name) | date(left(seen, 10))][0]
      AS name_seen
  WITH list, entry, way, rank, day, on.period AS number, {
      from_min: CASE WHEN name_seen > entry_seen AND coalesce(on.from_min < entry_seen, true) THEN entry_seen ELSE on.from_min END,
      from_max: CASE WHEN name_seen > entry_seen AND coalesce(on.from_max < name_seen, true) THEN name_seen ELSE on.from_max END,
      to_min: on.to_min,
      to_max: on.to_max
    } AS period
  WHERE coalesce(period.from_min <= day, true)
  WITH list, entry, way, rank, number, coalesce(period.to_max > day, true) AS in_force, period {.*,
      sure: coalesce(period.to_min > day, true)
        AND ($as_of IS NULL OR coalesce(coalesce(period.from_max, entry.first_file) <= day, false))
    } AS period
  ORDER BY number
  WITH list, entry, rank, collect(period) AS periods, collect(way) AS ways,
    [one IN collect({period: period, in_force: in_force}) WHERE one.in_force | one.period] AS current
  WHERE size(current) > 0
  ORDER BY entry.id
  WITH list, collect({entry: entry, rank: rank, periods: periods, current: current, ways: ways}) AS found, min(rank) AS link_rank
  WITH list, link_rank, [one IN found WHERE one.rank = link_rank] AS found
  RETURN list, link_rank,
    [one IN found | one.entry] AS entries,
    reduce(all = [], one IN found | all + one.periods) AS periods,
    reduce(all = [], one IN found | all + one.current) AS current,
    reduce(all = [], one IN found | all + one.ways) AS ways
}
// </listing>
UNWIND found AS one
WITH *, one.paper AS paper
WITH body, list, link_rank, entries, current, ways, one.kind AS kind, one.rank AS rank, one.partners AS partners, paper,
  // <published>
  CASE
    WHEN any(period IN periods WHERE paper.date_min >= period.from_max AND (period.to_min IS NULL OR paper.date_max < period.to_min))
      THEN 'after'
    WHEN all(period IN periods WHERE paper.date_max < period.from_min OR paper.date_min >= period.to_max)
      THEN CASE WHEN any(period IN periods WHERE paper.date_max < period.from_min) THEN 'before' ELSE 'after' END
    ELSE 'undetermined'
  END
  // </published>
  AS published,
  any(period IN periods
    WHERE paper.date_min >= period.from_max AND paper.date_min < period.from_max + duration({months: 12})) AS soon
ORDER BY paper.date_min, paper.id
WITH body, list, link_rank, entries, current, ways, max(rank) AS rank, collect(partners) AS partners,
  collect(CASE WHEN kind <> 'dual' THEN paper END) AS counted,
  collect(CASE WHEN kind = 'dual' THEN paper END) AS dual,
  collect(CASE WHEN kind <> 'dual' THEN published END) AS published,
  count(CASE WHEN kind = 'joint' THEN 1 END) AS joint,
  count(CASE WHEN kind = 'unknown' THEN 1 END) AS unknown_map,
  count(CASE WHEN kind <> 'dual' AND published = 'after' AND soon THEN 1 END) AS within_12_months,
  min(CASE WHEN kind <> 'dual' THEN paper.date_min END) AS first,
  max(CASE WHEN kind <> 'dual' THEN paper.date_max END) AS last

RETURN
  list.id AS list,
  list.nature AS nature,
  body.name AS institution,
  body.id AS institution_id,
  body.country AS country,
  ['same body', 'unit of a listed body', 'perhaps the same body', 'unit of what is perhaps a listed body'][link_rank] AS basis,
  [entry IN entries | entry.id] AS designations,
  COLLECT {
    UNWIND entries AS entry
    UNWIND CASE WHEN entry.reason IS NULL THEN [] ELSE [entry.reason] END + coalesce(entry.programs, []) AS reason
    RETURN DISTINCT reason ORDER BY reason
  } AS reasons,
  COLLECT { UNWIND entries AS entry UNWIND entry.citations AS notice RETURN DISTINCT notice ORDER BY notice } AS citations,
  // <since>
  CASE WHEN any(period IN current WHERE period.from_min IS NULL) THEN null
    ELSE reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_min < day THEN period.from_min ELSE day END)
  END AS listed_since_min,
  reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_max < day THEN period.from_max ELSE day END) AS listed_since_max,
  // <sure>
  CASE any(period IN current WHERE period.sure) WHEN true THEN 'in force' WHEN false THEN 'undetermined' END
  // </sure>
  AS listing,
  // </since>
  size(counted) AS papers,
  joint,
  size(dual) AS dual_only,
  unknown_map,
  first,
  last,
  size([one IN published WHERE one = 'before']) AS before,
  size([one IN published WHERE one = 'after']) AS after,
  within_12_months,
  size([one IN published WHERE one = 'undetermined']) AS undetermined,
  COLLECT {
    UNWIND partners AS some
    UNWIND some AS partner
    WITH collect(DISTINCT partner.name) AS names
    UNWIND names AS name
    RETURN name ORDER BY name
  } AS partners,
  ['printed', 'publisher', 'aggregator', 'inferred'][rank] AS weakest_basis,
  [paper IN counted | paper.id] AS paper_ids,
  [paper IN dual | paper.id] AS dual_ids,
  (ways + COLLECT {
    UNWIND (counted + dual)[0..$max_paths] AS paper
    MATCH path = (body)<-[:LISTS]-(paper)-[:LISTS]->(partner:Institution)
    WHERE partner.country = $home
    RETURN path ORDER BY paper.date_min, paper.id, partner.id LIMIT $max_paths
  })[0..$max_paths] AS paths
ORDER BY nature, list, papers DESC, dual_only DESC, institution_id
LIMIT coalesce($limit, 1000000)
