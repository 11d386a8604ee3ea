// How many papers, entries, institutions, reports and rules no source allows to pass on, by the sources that have them.
// $sources may be passed on; those of $by_list may where the entry's list is one of $lists.
CALL () {
  MATCH (node:Paper) RETURN 'paper' AS kind, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
  UNION ALL
  MATCH (node:Designation) RETURN 'list entry' AS kind, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, node.list AS list
  UNION ALL
  MATCH (node:Institution) WHERE node.provenance IS NOT NULL
  RETURN 'institution' AS kind, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
  UNION ALL
  MATCH (node:Report) RETURN 'report' AS kind, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
  UNION ALL
  MATCH (node:Rule) RETURN 'rule' AS kind, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
}
WITH kind, list, [one IN given | split(split(split(one, '|')[0], '@')[0], ' (')[0]] AS sources
WHERE none(source IN sources WHERE source IN $sources OR source IN $by_list AND list IN $lists)
WITH kind, COLLECT { UNWIND sources AS source RETURN DISTINCT source ORDER BY source } AS sources
RETURN kind, sources, count(*) AS number
ORDER BY kind, sources
