// All shortest co-author paths through persons with an ORCID: the old form, which searches from both ends.
MATCH (a:Author {id: $author}), (b:Author {id: $other_author})
MATCH q = allShortestPaths((a)-[:AUTHORED*..12]-(b))
WHERE all(n IN nodes(q) WHERE CASE
    WHEN n.n_authors <= $max_authors THEN true
    WHEN n.id STARTS WITH 'orcid:' THEN true
    ELSE n = a OR n = b
  END)
RETURN [n IN nodes(q) | coalesce(n.name, n.id)] AS way
