// Co-authors of a person at listed institutions
//
// question: Which co-authors of this person sign for institutions on a control list on their common papers?
// family: person
// since: 0.2.0
// tags: [lists, people, co-authorship]
// parameters: [author, {name: list, default: any}, as_of, links, roll_up, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: author, type: text, meaning: "The person asked for"}
//   - {name: identity, type: text, meaning: "What makes the person's signatures one person: ORCID, a publisher's cluster (which can mix people), or a single signature"}
//   - {name: coauthor, type: text, meaning: "Who signs for the listed institution"}
//   - {name: coauthor_id, type: text, meaning: "Their id"}
//   - {name: coauthor_identity, type: text, meaning: "What makes their signatures one person"}
//   - {name: institution, type: text, meaning: "The listed institution"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: basis, type: text, meaning: "How it stands to the entry: same body, unit of a listed body (roll_up), perhaps the same body (links probable)"}
//   - {name: listed_since_min, type: date, meaning: "First day on which the listing in force can have begun; empty where not known"}
//   - {name: listed_since_max, type: date, meaning: "Last day on which it can have begun"}
//   - {name: listing, type: text, meaning: "in force; or undetermined where the files loaded leave open whether it stood on the list that day"}
//   - {name: papers, type: integer, meaning: "Common papers on which the co-author signs for it"}
//   - {name: after, type: integer, meaning: "Of papers: published after the listing began"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: >-
//   {coauthor} ({coauthor_identity}) signs for {institution} ({list}, {listing}, since {listed_since}) on {papers:paper} with
//   {author} ({identity}), {first} to {last}.
// when_empty: No co-author of this person was found who signs for an institution on this list. Where the identity is a single signature, one paper is all there is to search.
// caveats:
//   - An ORCID that an aggregator attached can be wrong. Names as signed, places and fields that do not fit together are a sign of it.
//   - A person known by a single signature has one paper here, whatever else the person wrote. Nobody is joined by name.
//   - A publisher's cluster can mix people of one name; ask for namesakes.
//   - Papers that do not say who signs for what show no co-author.
// beside: [coverage]

MATCH (author:Author {id: $author})-[:AUTHORED]->(paper:Paper)-[at:LISTS]->(body:Institution)
WHERE
  // <may-be-listed>
  CASE
    WHEN body:Designated THEN true
    WHEN $roll_up OR $links = 'probable'
      THEN EXISTS { (body)-[:PART_OF*0..3]->(:Institution)<-[:TARGETS|MAY_TARGET]-(:Designation) }
    ELSE false
  END
  // </may-be-listed>
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
WITH author, body, collect(DISTINCT {paper: paper, at: at}) AS found
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
WITH *, one.paper AS paper, one.at AS at
MATCH (coauthor:Author)-[signs:AUTHORED]->(paper)
WHERE coauthor <> author
  AND any(i IN range(0, size(at.bases) - 1)
    WHERE at.author_positions[i] = signs.position AND ($include_inferred OR at.bases[i] <> 'inferred'))
WITH author, coauthor, body, list, link_rank, current, ways, paper,
  // <published>
  CASE
    WHEN any(period IN periods WHERE paper.date_min >= period.from_max AND (period.to_min IS NULL OR paper.date_max < period.to_min))
      THEN 'after'
    WHEN all(period IN periods WHERE paper.date_max < period.from_min OR paper.date_min >= period.to_max)
      THEN CASE WHEN any(period IN periods WHERE paper.date_max < period.from_min) THEN 'before' ELSE 'after' END
    ELSE 'undetermined'
  END
  // </published>
  AS published
ORDER BY paper.date_min, paper.id
WITH author, coauthor, body, list, link_rank, current, ways, collect(DISTINCT paper) AS shown,
  count(DISTINCT CASE WHEN published = 'after' THEN paper END) AS after,
  min(paper.date_min) AS first, max(paper.date_max) AS last

RETURN
  list.id AS list,
  list.nature AS nature,
  author.name AS author,
  author.identity AS identity,
  coauthor.name AS coauthor,
  coauthor.id AS coauthor_id,
  coauthor.identity AS coauthor_identity,
  body.name AS institution,
  body.id AS institution_id,
  body.country AS country,
  ['same body', 'unit of a listed body', 'perhaps the same body', 'unit of what is perhaps a listed body'][link_rank] AS basis,
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
  size(shown) AS papers,
  after,
  first,
  last,
  [paper IN shown | paper.id] AS paper_ids,
  (COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (author)-[:AUTHORED]->(paper)<-[:AUTHORED]-(coauthor)
    RETURN path
  } + COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (paper)-[:LISTS]->(body)
    RETURN path
  } + ways)[0..$max_paths] AS paths
ORDER BY nature, list, papers DESC, coauthor_id, institution_id
LIMIT coalesce($limit, 1000000)
