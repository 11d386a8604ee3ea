CALL db.index.fulltext.queryNodes('search Paper', $query, {limit: $limit}) YIELD node, score
RETURN node.id AS id, node.title AS name, null AS country, node.type AS kind, [] AS names, [] AS lists, score
ORDER BY score DESC, id
