CALL db.index.fulltext.queryNodes('search Institution', $query, {limit: $limit}) YIELD node, score
RETURN node.id AS id, node.name AS name, node.country AS country, node.kind AS kind,
  coalesce(node.native_names, []) + coalesce(node.aliases, []) + coalesce(node.acronyms, []) AS names,
  COLLECT {
    MATCH (node)<-[link:TARGETS]-(entry:Designation)
    WHERE link.judgement IN ['auto', 'confirmed']
    RETURN DISTINCT entry.list ORDER BY entry.list
  } AS lists,
  score
ORDER BY score DESC, id
