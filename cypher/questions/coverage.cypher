// What was searched
//
// question: Which lists, papers and affiliations does an answer speak for?
// family: coverage
// since: 0.1.0
// tags: [coverage]
// scan: it counts all that is loaded
// parameters: [{name: list, default: null}, as_of, include_inferred, max_authors]
// columns:
//   - {name: about, type: text, meaning: "list, papers, left out, inferred or affiliations"}
//   - {name: item, type: text, meaning: "Id of the list, or what is counted"}
//   - {name: count, type: integer, meaning: "How many: entries in force, papers, or strings that led to an institution"}
//   - {name: of, type: integer, meaning: "Of how many; empty where nothing is a part"}
//   - {name: first, type: date, meaning: "List: date of the first file loaded. Papers: earliest publication"}
//   - {name: last, type: date, meaning: "List: date of the last file loaded. Papers: latest publication"}
//   - {name: text, type: text, meaning: "The same in words"}
//   - {name: ids, type: texts, meaning: "Papers left out: those that print a DPRK institution", shown: false}
// sentence: "{text}"
// when_empty: Nothing is loaded.
// caveats: []
// beside: []

CALL () {
  MATCH (list:ControlList)
  WHERE coalesce($list, 'any') = 'any' OR list.id = $list
  CALL (list) {
    MATCH (entry:Designation)-[on:ON_LIST]->(list)
    WITH entry, on, coalesce($as_of, list.as_of, list.seen_in) AS day
    WHERE coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
    WITH DISTINCT entry
    RETURN count(entry) AS entries, count(CASE WHEN EXISTS { (entry)-[:TARGETS]->(:Institution) } THEN 1 END) AS linked
  }
  RETURN 1 AS place, 'list' AS about, list.id AS item, entries AS count, null AS of,
    list.first_as_of AS first, list.as_of AS last,
    list.title + ' (' + list.nature + '): entries ' + toString(entries) + ', linked to an institution ' + toString(linked)
      + coalesce(', file of ' + toString(list.as_of), ', known only from a file of ' + toString(list.seen_in) + ' that contains it')
      + CASE
        WHEN $as_of < list.first_as_of
          THEN '. The day asked for is before the first file, so entries removed earlier are not visible'
        WHEN $as_of > list.as_of THEN '. The day asked for is after the last file, so later changes are not visible'
        WHEN list.first_as_of < list.as_of THEN ', first file of ' + toString(list.first_as_of)
        ELSE ''
      END + '.' AS text,
    [] AS ids
  UNION ALL
  OPTIONAL MATCH (list:ControlList {id: $list})
  WITH list
  WHERE list IS NULL AND coalesce($list, 'any') <> 'any'
  RETURN 1 AS place, 'list' AS about, $list AS item, 0 AS count, null AS of, null AS first, null AS last,
    'No file of the list ' + $list + ' is loaded.' AS text, [] AS ids
  UNION ALL
  MATCH (paper:Paper)
  WITH count(paper) AS papers, min(paper.date_min) AS first, max(paper.date_max) AS last
  RETURN 2 AS place, 'papers' AS about, 'papers' AS item, papers AS count, null AS of, first, last,
    'Papers searched: ' + toString(papers)
      + coalesce(', published ' + toString(first.year) + ' to ' + toString(last.year), '') + '.' AS text,
    [] AS ids
  UNION ALL
  MATCH (dprk:Institution {country: 'KP'})<-[at:LISTS]-(paper:Paper)
  WITH paper, max(CASE WHEN any(basis IN at.bases WHERE basis <> 'inferred') THEN 1 ELSE 0 END) AS read,
    paper.n_authors + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END > $max_authors AS long
  ORDER BY paper.id
  WITH count(paper) AS papers, sum(read) AS above, [one IN collect({id: paper.id, long: long}) WHERE one.long | one.id] AS left_out
  UNWIND [
    {place: 3, about: 'papers', item: 'papers that print a DPRK institution', count: above, of: papers, ids: [],
      text: 'Papers that print a DPRK institution: ' + toString(above) + '.'},
    {place: 4, about: 'inferred', item: 'papers whose DPRK affiliation is only inferred', count: papers - above, of: papers, ids: [],
      text: 'Papers whose DPRK affiliation was only inferred, ' + CASE WHEN $include_inferred THEN 'included' ELSE 'left out' END
        + ': ' + toString(papers - above) + '.'},
    {place: 5, about: 'left out', item: 'DPRK papers left out by max_authors', count: size(left_out), of: papers, ids: left_out,
      text: 'Papers with a DPRK institution left out for having more than ' + toString($max_authors)
        + ' authors, or a list cut at ' + toString($max_authors) + ' or more: ' + toString(size(left_out)) + '.'}
  ] AS row
  RETURN row.place AS place, row.about AS about, row.item AS item, row.count AS count, row.of AS of,
    null AS first, null AS last, row.text AS text, row.ids AS ids
  UNION ALL
  MATCH (paper:Paper)
  WHERE paper.n_authors + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END > $max_authors
  WITH count(paper) AS papers
  RETURN 6 AS place, 'left out' AS about, 'papers left out by max_authors' AS item, papers AS count, null AS of,
    null AS first, null AS last,
    'All papers with more than ' + toString($max_authors) + ' authors, or a list cut at ' + toString($max_authors)
      + ' or more: ' + toString(papers) + '.' AS text,
    [] AS ids
  UNION ALL
  MATCH (paper:Paper)
  CALL (paper) {
    MATCH (:Author)-[signs:AUTHORED]->(paper)
    RETURN sum(size(signs.raw_affiliations)) AS placed
  }
  CALL (paper) {
    MATCH (paper)-[at:LISTS]->(:Institution)
    UNWIND range(0, size(at.bases) - 1) AS i
    WITH DISTINCT at.author_positions[i] AS position, at.raw_affiliations[i] AS string
    RETURN count(*) AS resolved
  }
  WITH sum(placed + size(coalesce(paper.unplaced_affiliations, []))) AS strings, sum(resolved) AS resolved
  RETURN 7 AS place, 'affiliations' AS about, 'affiliation strings that led to an institution' AS item,
    resolved AS count, strings AS of, null AS first, null AS last,
    'Affiliation strings that led to an institution: ' + toString(resolved) + ' of ' + toString(strings)
      + CASE WHEN strings > 0 THEN ' (' + toString(toInteger(round(100.0 * resolved / strings))) + ' %)' ELSE '' END
      + '. The others are kept as text and cannot be found by institution.' AS text,
    [] AS ids
}

RETURN about, item, count, of, first, last, text, ids, [] AS paths
ORDER BY place, item
