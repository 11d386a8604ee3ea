// How many papers, entries, institutions, reports, rules and world totals no source allows to pass on, by the sources that have them,
// and of how many. $sources may be passed on; those of $by_list may where the entry's list is one of $lists. Of entries,
// those of $list only, where it is given.
CALL () {
  MATCH (node:Paper)
  RETURN 'Paper' AS label, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
  UNION ALL
  MATCH (node:Designation)
  WHERE node.list = coalesce($list, node.list)
  RETURN 'Designation' AS label, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, node.list AS list
  UNION ALL
  MATCH (node:Institution)
  WHERE node.provenance IS NOT NULL
  RETURN 'Institution' AS label, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
  UNION ALL
  MATCH (node:Report)
  RETURN 'Report' AS label, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
  UNION ALL
  MATCH (node:Rule)
  RETURN 'Rule' AS label, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
  UNION ALL
  MATCH (node:Figure)
  RETURN 'Figure' AS label, coalesce(node.provenance, []) + coalesce(node.hashes, []) AS given, null AS list
}
WITH label, list, [one IN given | split(split(split(one, '|')[0], '@')[0], ' (')[0]] AS sources
WITH label,
  CASE WHEN none(source IN sources WHERE source IN $sources OR source IN $by_list AND list IN $lists)
    THEN COLLECT { UNWIND sources AS source RETURN DISTINCT source ORDER BY source } END AS sources
WITH label, sources, count(*) AS number
WITH label, sum(number) AS of, collect({sources: sources, number: number}) AS parts
UNWIND [part IN parts WHERE part.sources IS NOT NULL] AS part
RETURN label, part.sources AS sources, part.number AS number, of
ORDER BY label, sources
