// Listed and DPRK institutions on a paper
//
// question: Which institutions on control lists, or of the DPRK, does this paper print, and did it come out before or after they were listed?
// family: across
// since: 0.2.0
// tags: [papers, lists, evidence]
// parameters: [{name: paper, type: text, help: "Id of a paper: doi:…, openalex:W…, pmid:…, pmcid:…, arxiv:…, or cur:…"}, {name: list, default: any}, as_of, links, roll_up, include_inferred, max_paths, limit]
// columns:
//   - {name: list, type: text, meaning: "Id of the control list; empty for a DPRK institution that is on none"}
//   - {name: nature, type: text, meaning: "What the list is in law", shown: false}
//   - {name: institution, type: text, meaning: "The institution that the paper prints; empty where it prints the DPRK and no institution was found"}
//   - {name: institution_id, type: text, meaning: "Its id", shown: false}
//   - {name: country, type: text, meaning: "Its country (ISO 3166-1 alpha-2)"}
//   - {name: relation, type: text, meaning: "How it stands to the entry: same body, unit of a listed body (roll_up), perhaps the same body (links probable)"}
//   - {name: entries, type: texts, meaning: "Names of the list entries as printed"}
//   - {name: designations, type: texts, meaning: "Their ids", shown: false}
//   - {name: listed_since_min, type: date, meaning: "First day on which the listing in force can have begun; empty where not known"}
//   - {name: listed_since_max, type: date, meaning: "Last day on which it can have begun"}
//   - {name: listing, type: text, meaning: "in force; or undetermined where the files loaded leave open whether it stood on the list that day; empty where there is no listing"}
//   - {name: against_listing, type: text, meaning: "Published before or after the listing began, or undetermined; empty where there is no listing"}
//   - {name: within_12_months, type: boolean, meaning: "After it, and within twelve months as far as the dates can tell: the work may predate the listing"}
//   - {name: strings, type: texts, meaning: "Affiliation strings that were read as the institution, as printed"}
//   - {name: methods, type: texts, meaning: "How they were read"}
//   - {name: basis, type: text, meaning: "The best evidence for the institution on this paper: printed, publisher, aggregator or inferred"}
//   - {name: link_evidence, type: texts, meaning: "The reasons in words why entry and institution are one"}
//   - {name: paper, type: text, meaning: "Id of the paper"}
//   - {name: title, type: text, meaning: "Title as printed", shown: false}
//   - {name: published_min, type: date, meaning: "First day on which it can have been published"}
//   - {name: published_max, type: date, meaning: "Last day on which it can have been published"}
//   - {name: authors, type: integer, meaning: "Length of the author list as far as known"}
//   - {name: retracted, type: boolean, meaning: "True where a source says it is retracted"}
// sentence: >-
//   {paper} prints[ {institution},] {country} ({basis}).[ On {list} ({listing}), {relation}.][ Published against the listing: {against_listing}.]
// when_empty: No affiliation of this paper that was read is an institution on a list that is loaded, or of the DPRK.
// caveats:
//   - A paper is never left out here for its number of authors. That a listed institution stands on it does not say who worked with whom.
//   - Listings that ended before the day asked for are not here; ask as of an earlier day.
//   - Affiliation strings that led to no institution cannot be found; why tells all strings of the paper.
// beside: [coverage]

MATCH (paper:Paper {id: $paper})
CALL (paper) {
  MATCH (paper)-[at:LISTS]->(body:Institution)
  WITH paper, body,
    [i IN range(0, size(at.bases) - 1) WHERE $include_inferred OR at.bases[i] <> 'inferred'
      | {basis: at.bases[i], string: at.raw_affiliations[i], method: at.methods[i]}] AS read
  WHERE size(read) > 0
    AND (body.country = 'KP' OR
    // <may-be-listed>
    CASE
      WHEN body:Designated THEN true
      WHEN $roll_up OR $links = 'probable'
        THEN EXISTS { (body)-[:PART_OF*0..3]->(:Institution)<-[:TARGETS|MAY_TARGET]-(:Designation) }
      ELSE false
    END
    // </may-be-listed>
    )
  OPTIONAL
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
  WITH body, read, list, link_rank, entries, periods, current, ways
  WHERE list IS NOT NULL OR body.country = 'KP'
  RETURN body, read, list, link_rank, entries, periods, current, ways
  UNION ALL
  // Strings that print the DPRK and led to no institution of it.
  MATCH (:Author)-[signs:AUTHORED]->(paper)
  WHERE 'KP' IN signs.country_codes
    AND ($include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred'))
    AND NOT EXISTS { (paper)-[:LISTS]->(:Institution {country: 'KP'}) }
  WITH reduce(all = [], one IN collect(signs) | all + [i IN range(0, size(one.raw_affiliations) - 1)
    | {basis: one.bases[i], string: one.raw_affiliations[i], method: 'country read from the string'}]) AS read
  WHERE size(read) > 0
  RETURN null AS body, read, null AS list, null AS link_rank, null AS entries, null AS periods, null AS current, null AS ways
}
WITH *, ['printed', 'publisher', 'aggregator', 'inferred'] AS bases

RETURN
  list.id AS list,
  list.nature AS nature,
  body.name AS institution,
  body.id AS institution_id,
  coalesce(body.country, 'KP') AS country,
  ['same body', 'unit of a listed body', 'perhaps the same body', 'unit of what is perhaps a listed body'][link_rank] AS relation,
  [entry IN coalesce(entries, []) | entry.name] AS entries,
  [entry IN coalesce(entries, []) | entry.id] AS designations,
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
  CASE WHEN list IS NOT NULL THEN
    // <published>
    CASE
      WHEN any(period IN periods WHERE paper.date_min >= period.from_max AND (period.to_min IS NULL OR paper.date_max < period.to_min))
        THEN 'after'
      WHEN all(period IN periods WHERE paper.date_max < period.from_min OR paper.date_min >= period.to_max)
        THEN CASE WHEN any(period IN periods WHERE paper.date_max < period.from_min) THEN 'before' ELSE 'after' END
      ELSE 'undetermined'
    END
    // </published>
  END AS against_listing,
  any(period IN coalesce(periods, []) WHERE coalesce(
    paper.date_min >= period.from_max AND paper.date_min < period.from_max + duration({months: 12}), false)) AS within_12_months,
  COLLECT { UNWIND read AS each RETURN DISTINCT each.string AS string ORDER BY string } AS strings,
  COLLECT { UNWIND read AS each RETURN DISTINCT each.method AS method ORDER BY method } AS methods,
  [basis IN bases WHERE basis IN [each IN read | each.basis]][0] AS basis,
  COLLECT {
    UNWIND coalesce(ways, []) AS way
    WITH [link IN relationships(way) WHERE type(link) IN ['TARGETS', 'MAY_TARGET'] | link.evidence][0] AS evidence
    WHERE evidence IS NOT NULL
    RETURN DISTINCT evidence ORDER BY evidence
  } AS link_evidence,
  paper.id AS paper,
  paper.title AS title,
  paper.date_min AS published_min,
  paper.date_max AS published_max,
  paper.n_authors AS authors,
  coalesce(paper.retracted, false) AS retracted,
  (COLLECT {
    MATCH path = (paper)-[:LISTS]->(printed:Institution)
    WHERE printed = body
    RETURN path
  } + coalesce(ways, []))[0..$max_paths] AS paths
ORDER BY nature, list, institution_id
LIMIT coalesce($limit, 1000000)
