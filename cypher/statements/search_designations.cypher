CALL db.index.fulltext.queryNodes('search Designation', $query, {limit: $limit}) YIELD node, score
RETURN node.id AS id, node.name AS name, node.countries[0] AS country, node.kind AS kind,
  coalesce(node.native_names, []) + coalesce(node.aliases, [])
    + [former IN coalesce(node.former_names, []) | former + ' (in an earlier file)'] AS names,
  [node.list] AS lists,
  score
ORDER BY score DESC, id
