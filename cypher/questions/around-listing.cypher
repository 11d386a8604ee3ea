// Papers in the year before and after a listing
//
// question: How many papers did listed institutions publish with this country in the twelve months before their listing, and in the twelve after?
// family: list
// since: 0.2.0
// tags: [lists, countries, time]
// parameters: [list, home, as_of, links, roll_up, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: institution, type: text, meaning: "The listed institution, outside the country"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: listed_since_min, type: date, meaning: "First day on which the listing in force can have begun"}
//   - {name: listed_since_max, type: date, meaning: "Last day on which it can have begun"}
//   - {name: listing, type: text, meaning: "in force; or undetermined where the files loaded leave open whether it stood on the list that day"}
//   - {name: year_before, type: integer, meaning: "Papers certainly published in the twelve months before it"}
//   - {name: year_after, type: integer, meaning: "Papers certainly published in the twelve months after it; the work may predate it"}
//   - {name: undetermined, type: integer, meaning: "Papers that can have been published in one of the two, or outside both"}
//   - {name: all_papers, type: integer, meaning: "All papers with the country that are not dual only, whenever published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers in the three columns", shown: false}
// sentence: >-
//   {institution} ({country}), on {list} ({listing}) since {listed_since}: {year_before} of {all_papers:paper} with the country in the
//   twelve months before, {year_after} in the twelve months after[; the dates leave {undetermined} open].
// when_empty: No institution on this list with a known date of listing was found on papers with this country.
// caveats:
//   - A change after a listing can have many causes; a paper comes out a year or more after the work.
//   - Institutions whose date of listing is not known are left out.
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
WITH body, paper, collect(DISTINCT at_body) AS ours, collect(at_home) AS theirs
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
WITH body, collect(paper) AS found
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
WITH body, found, list, ways,
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
  size(found) AS all_papers
WHERE listed_since_min IS NOT NULL
UNWIND found AS paper
WITH *,
  CASE
    WHEN paper.date_min >= listed_since_max - duration({months: 12}) AND paper.date_max < listed_since_min THEN 'before'
    WHEN paper.date_min >= listed_since_max AND paper.date_max < listed_since_min + duration({months: 12}) THEN 'after'
    WHEN paper.date_max < listed_since_min - duration({months: 12})
      OR paper.date_min >= listed_since_max + duration({months: 12}) THEN 'outside'
    ELSE 'undetermined'
  END AS published
ORDER BY paper.date_min, paper.id
WITH body, list, ways, listed_since_min, listed_since_max, listing, all_papers,
  collect(CASE WHEN published <> 'outside' THEN paper END) AS shown,
  count(CASE WHEN published = 'before' THEN 1 END) AS year_before,
  count(CASE WHEN published = 'after' THEN 1 END) AS year_after,
  count(CASE WHEN published = 'undetermined' THEN 1 END) AS undetermined

RETURN
  list.id AS list,
  list.nature AS nature,
  body.name AS institution,
  body.id AS institution_id,
  body.country AS country,
  listed_since_min,
  listed_since_max,
  listing,
  year_before,
  year_after,
  undetermined,
  all_papers,
  [paper IN shown | paper.id] AS paper_ids,
  (ways + COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (body)<-[:LISTS]-(paper)-[:LISTS]->(partner:Institution)
    WHERE partner.country = $home
    RETURN path ORDER BY paper.date_min, paper.id, partner.id LIMIT $max_paths
  })[0..$max_paths] AS paths
ORDER BY nature, list, year_before + year_after + undetermined DESC, all_papers DESC, institution_id
LIMIT coalesce($limit, 1000000)
