// What was searched
//
// question: Which lists, papers and affiliations does an answer speak for?
// family: data
// since: 0.1.0
// tags: [coverage]
// scan: it counts all that is loaded
// parameters: [{name: list, default: null}, as_of, include_inferred, max_authors]
// columns:
//   - {name: about, type: text, meaning: "list, papers, left out, inferred or affiliations"}
//   - {name: item, type: text, meaning: "Id of the list, or what is counted"}
//   - {name: count, type: integer, meaning: "How many: entries in force, papers, or strings that led to an institution"}
//   - {name: of, type: integer, meaning: "Of how many; empty where nothing is a part"}
//   - {name: linked, type: integer, meaning: "List: entries in force that are linked to an institution"}
//   - {name: first_min, type: date, meaning: "List: date of the first file loaded. Papers: first day on which the earliest can have been published"}
//   - {name: first_max, type: date, meaning: "The same; papers: the last such day"}
//   - {name: last_min, type: date, meaning: "List: date of the last file loaded. Papers: first day on which the latest can have been published"}
//   - {name: last_max, type: date, meaning: "The same; papers: the last such day"}
//   - {name: note, type: text, meaning: "List: no whole file of its authority, or the day asked for lies before the first file (entries removed earlier are not visible) or after the last (later changes are not visible), or the list itself has ended"}
//   - {name: text, type: text, meaning: "The row in words", shown: false}
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
  WITH list, entries, linked, [said IN [
      CASE
        WHEN list.as_of IS NULL THEN 'no whole file of its authority'
        WHEN $as_of < list.first_as_of THEN 'day before the first file'
        WHEN $as_of > list.as_of THEN 'day after the last file'
      END,
      'list ended on ' + toString(list.ended_on)
    ] WHERE said IS NOT NULL] AS notes
  WITH list, entries, linked, reduce(text = '', said IN notes | text + CASE WHEN text = '' THEN '' ELSE '; ' END + said) AS note
  RETURN 1 AS place, 'list' AS about, list.id AS item, entries AS count, null AS of, linked,
    list.first_as_of AS first_min, list.first_as_of AS first_max,
    coalesce(list.as_of, list.seen_in) AS last_min, coalesce(list.as_of, list.seen_in) AS last_max, note,
    list.title + ' (' + list.nature + '): entries ' + toString(entries) + ', linked to an institution ' + toString(linked)
      + ', file of ' + coalesce(toString(coalesce(list.as_of, list.seen_in)), 'a day not known')
      + CASE WHEN list.first_as_of < list.as_of THEN ', first file of ' + toString(list.first_as_of) ELSE '' END
      + CASE WHEN list.as_of IS NULL THEN ', which is not the whole list by its authority' ELSE '' END
      + CASE
        WHEN $as_of < list.first_as_of
          THEN '. The day asked for is before the first file, so entries removed earlier are not visible'
        WHEN $as_of > list.as_of THEN '. The day asked for is after the last file, so later changes are not visible'
        ELSE ''
      END
      + coalesce('. The list itself ended on ' + toString(list.ended_on), '') + '.' AS text,
    [] AS ids
  UNION ALL
  OPTIONAL MATCH (list:ControlList {id: $list})
  WITH list
  WHERE list IS NULL AND coalesce($list, 'any') <> 'any'
  RETURN 1 AS place, 'list' AS about, $list AS item, 0 AS count, null AS of, null AS linked, null AS first_min,
    null AS first_max, null AS last_min, null AS last_max, 'no file of it is loaded' AS note,
    'No file of the list ' + $list + ' is loaded.' AS text, [] AS ids
  UNION ALL
  // All papers are passed over once; their strings were counted when they were read.
  MATCH (paper:Paper)
  WITH paper, coalesce(paper.date_min, paper.date_max) AS date_min, coalesce(paper.date_max, paper.date_min) AS date_max
  WITH count(paper) AS papers,
    min(CASE WHEN date_min IS NOT NULL THEN [date_min, date_max] END) AS first,
    max(CASE WHEN date_min IS NOT NULL THEN [date_max, date_min] END) AS last,
    sum(CASE WHEN paper.n_authors + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END > $max_authors
      THEN 1 ELSE 0 END) AS long,
    sum(paper.strings) AS strings, sum(paper.strings_read) AS resolved, sum(paper.strings_inferred) AS inferred,
    count(paper) - count(paper.strings) AS unread
  UNWIND [
    {place: 2, about: 'papers', item: 'papers', count: papers, of: null, first: first, last: last,
      text: 'Papers searched: ' + toString(papers)
        + coalesce(', published ' + toString(first[0].year) + ' to ' + toString(last[0].year), '') + '.'},
    {place: 6, about: 'left out', item: 'papers left out by max_authors', count: long, of: null, first: null, last: null,
      text: 'All papers with more than ' + toString($max_authors) + ' authors, or a list cut at ' + toString($max_authors)
        + ' or more: ' + toString(long) + '.'},
    {place: 7, about: 'affiliations', item: 'affiliation strings that led to an institution', count: resolved, of: strings,
      first: null, last: null,
      text: 'Affiliation strings that led to an institution: ' + toString(resolved) + ' of ' + toString(strings)
        + CASE WHEN strings > 0 THEN ' (' + toString(toInteger(round(100.0 * resolved / strings))) + ' %)' ELSE '' END
        + CASE WHEN inferred > 0 THEN ', only inferred and for review: ' + toString(inferred) ELSE '' END
        + '. The others are kept as text and cannot be found by institution.'
        + CASE WHEN unread > 0 THEN ' Papers whose strings were not read yet, and are not counted here: ' + toString(unread)
            + '; any load that links reads them.' ELSE '' END}
  ] AS row
  RETURN row.place AS place, row.about AS about, row.item AS item, row.count AS count, row.of AS of, null AS linked,
    row.first[0] AS first_min, row.first[1] AS first_max, row.last[1] AS last_min, row.last[0] AS last_max, '' AS note,
    row.text AS text, [] AS ids
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
  RETURN row.place AS place, row.about AS about, row.item AS item, row.count AS count, row.of AS of, null AS linked,
    null AS first_min, null AS first_max, null AS last_min, null AS last_max, '' AS note, row.text AS text, row.ids AS ids
}

RETURN about, item, count, of, linked, first_min, first_max, last_min, last_max, note, text, ids, [] AS paths
ORDER BY place, item
