// Profile of an institution
//
// question: What do the files loaded say about this institution, its lists, its papers and its partners?
// family: institution
// since: 0.1.0
// tags: [institutions, lists, co-authorship]
// parameters: [institution, as_of, links, include_inferred, max_authors, max_paths, limit]
// columns:
//   - {name: section, type: text, meaning: "name, fact, structure, list, papers, DPRK institution, partner country, partner institution or topic"}
//   - {name: item, type: text, meaning: "What is said"}
//   - {name: detail, type: text, meaning: "What kind of statement it is"}
//   - {name: papers, type: integer, meaning: "Number of papers, where the line is about papers. Do not add lines up"}
//   - {name: first, type: date, meaning: "First day on which the earliest of the papers can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest of them can have been published"}
//   - {name: id, type: text, meaning: "Id of the institution, list entry or topic that the line is about", shown: false}
//   - {name: text, type: text, meaning: "The line in words", shown: false}
// sentence: "{text}"
// when_empty: There is no institution of this id. Look for it with `tiegraph find NAME`.
// caveats:
//   - Partners are counted over all papers that print both, one person signing for both included.
//   - At most ten partner countries, partner institutions and topics are shown; DPRK institutions all.
//   - List entries follow links as asked for (strict by default). Ask designations-of for dates and for what made the match.
// beside: [coverage]

MATCH (body:Institution {id: $institution})
// What its papers print is read once, whatever is counted of it.
CALL (body) {
  MATCH (body)<-[at:LISTS]-(paper:Paper)
  WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
  WITH paper, paper.date_min AS date_min, paper.date_max AS date_max,
    // <short>
    coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
    // </short>
    AS is_short
  RETURN collect({
    paper: paper, date_min: date_min, date_max: date_max,
    others: CASE WHEN is_short THEN [(paper)-[at_other:LISTS]->(other:Institution)
      WHERE other <> body AND ($include_inferred OR any(basis IN at_other.bases WHERE basis <> 'inferred')) | other] ELSE [] END
  }) AS printed
}
CALL (body, printed) {
  UNWIND [{item: body.name, detail: 'name'}]
    + [name IN coalesce(body.native_names, []) | {item: name, detail: 'native name'}]
    + [name IN coalesce(body.aliases, []) | {item: name, detail: 'alias'}]
    + [name IN coalesce(body.acronyms, []) | {item: name, detail: 'acronym'}] AS row
  RETURN 1 AS place, 'name' AS section, row.item AS item, row.detail AS detail, null AS papers, null AS first, null AS last,
    null AS id
  UNION
  UNWIND [
    {item: body.country, detail: 'country'}, {item: body.city, detail: 'city'}, {item: body.kind, detail: 'kind'},
    {item: body.status, detail: 'status'}, {item: body.website, detail: 'web site'}, {item: body.wikidata, detail: 'Wikidata'},
    {item: body.openalex, detail: 'OpenAlex'}, {item: body.note, detail: 'note'}
  ] AS row
  WITH row
  WHERE row.item IS NOT NULL
  RETURN 2 AS place, 'fact' AS section, row.item AS item, row.detail AS detail, null AS papers, null AS first, null AS last,
    null AS id
  UNION
  MATCH (body)-[way:PART_OF|SUCCEEDED_BY]-(near:Institution)
  RETURN 3 AS place, 'structure' AS section, near.name AS item,
    CASE
      WHEN type(way) = 'PART_OF' THEN CASE startNode(way) WHEN body THEN 'what it is part of' ELSE 'a part of it' END
      ELSE CASE startNode(way) WHEN body THEN 'its successor' ELSE 'its predecessor' END
    END AS detail,
    null AS papers, null AS first, null AS last, near.id AS id
  UNION
  MATCH (body)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)-[on:ON_LIST]->(list:ControlList)
  WITH link, entry, on, list, coalesce($as_of, list.as_of, list.seen_in) AS day
  WHERE (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed'] OR $links = 'probable' AND link.judgement <> 'rejected')
    AND coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
  RETURN 4 AS place, 'list' AS section, list.title AS item,
    entry.name + CASE type(link) WHEN 'TARGETS' THEN ', the same body' ELSE ', perhaps (' + coalesce(link.relation, 'same body') + ')' END AS detail,
    null AS papers, null AS first, null AS last, entry.id AS id
  UNION
  UNWIND printed AS one
  WITH count(*) AS papers, min(one.date_min) AS first, max(one.date_max) AS last
  RETURN 5 AS place, 'papers' AS section, 'papers that print it' AS item, 'of any size' AS detail, papers, first, last, null AS id
  UNION
  UNWIND printed AS one
  UNWIND [other IN one.others WHERE other.country = 'KP'] AS other
  WITH other, count(*) AS papers, min(one.date_min) AS first, max(one.date_max) AS last
  RETURN 6 AS place, 'DPRK institution' AS section, other.name AS item, 'on the same papers' AS detail, papers, first, last,
    other.id AS id
  UNION
  UNWIND printed AS one
  UNWIND reduce(codes = [], code IN [other IN one.others | other.country]
    | CASE WHEN code IS NULL OR code IN codes THEN codes ELSE codes + code END) AS country
  WITH country, count(*) AS papers, min(one.date_min) AS first, max(one.date_max) AS last
  ORDER BY papers DESC, country LIMIT 10
  OPTIONAL MATCH (land:Country {code: country})
  RETURN 7 AS place, 'partner country' AS section, coalesce(land.name, country) AS item, 'on the same papers' AS detail, papers,
    first, last, country AS id
  UNION
  UNWIND printed AS one
  UNWIND one.others AS other
  WITH other, count(*) AS papers, min(one.date_min) AS first, max(one.date_max) AS last
  ORDER BY papers DESC, other.id LIMIT 10
  RETURN 8 AS place, 'partner institution' AS section, other.name AS item, 'on the same papers' AS detail, papers, first, last,
    other.id AS id
  UNION
  UNWIND printed AS one
  WITH one.paper AS paper, one.date_min AS date_min, one.date_max AS date_max
  MATCH (paper)-[:ABOUT]->(topic:Topic)
  WITH topic, count(*) AS papers, min(date_min) AS first, max(date_max) AS last
  ORDER BY papers DESC, topic.id LIMIT 10
  RETURN 9 AS place, 'topic' AS section, topic.name AS item, coalesce(topic.field, 'topic') AS detail, papers, first, last,
    topic.id AS id
}
RETURN
  section,
  item,
  detail,
  papers,
  first,
  last,
  id,
  section + ': ' + item + ' (' + detail + ')' + coalesce(', ' + toString(papers), '') AS text,
  CASE section
    WHEN 'structure' THEN COLLECT {
      MATCH path = (body)-[:PART_OF|SUCCEEDED_BY]-(near:Institution {id: id}) RETURN path LIMIT $max_paths
    }
    WHEN 'list' THEN COLLECT {
      MATCH path = (body)<-[:TARGETS|MAY_TARGET]-(entry:Designation {id: id})-[:ON_LIST]->(:ControlList)
      RETURN path LIMIT $max_paths
    }
    WHEN 'DPRK institution' THEN COLLECT {
      MATCH path = (body)<-[:LISTS]-(paper:Paper)-[:LISTS]->(other:Institution {id: id})
      WHERE coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
      RETURN path ORDER BY paper.date_min, paper.id LIMIT $max_paths
    }
    ELSE []
  END AS paths
ORDER BY place, papers DESC, detail, item, id
LIMIT coalesce($limit, 1000000)
