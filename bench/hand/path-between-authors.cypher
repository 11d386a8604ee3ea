// All shortest co-author paths through persons with an ORCID: the old form, which searches from both ends.
MATCH (a:Author {id: $author}), (b:Author {id: $other_author})
MATCH q = allShortestPaths((a)-[:AUTHORED*..12]-(b))
WHERE all(n IN nodes(q) WHERE n = a OR n = b OR n.n_authors <= $max_authors OR n.id STARTS WITH 'orcid:')
RETURN [n IN nodes(q) | coalesce(n.name, n.id)] AS way
