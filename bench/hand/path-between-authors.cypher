// Shortest co-author path: the old form, which searches from both ends.
MATCH (a:Author {id: $author}), (b:Author {id: $other_author})
MATCH q = shortestPath((a)-[:AUTHORED*..12]-(b))
WHERE all(n IN nodes(q) WHERE n:Author OR n.n_authors <= $max_authors)
RETURN [n IN nodes(q) | coalesce(n.name, n.id)] AS way
