// Papers of two institutions, in the columns of the question (but for its paths) with every option at its default.
MATCH (a:Institution {id: $institution})<-[r1:LISTS]-(p:Paper)-[r2:LISTS]->(b:Institution {id: $other})
USING JOIN ON p
WITH DISTINCT p, r1, r2
WHERE p.n_authors <= $max_authors
WITH p, r1, r2, COLLECT { MATCH (a)-[r:AUTHORED]->(p) WITH a, r.position AS position ORDER BY position RETURN [a, position] } AS signed
WITH p, r1, r2, [s IN signed WHERE s[1] IN r1.author_positions | s[0]] AS a, [s IN signed WHERE s[1] IN r2.author_positions | s[0]] AS b
RETURN p.id AS paper, p.title AS title, p.date_min AS published_min, p.date_max AS published_max, p.venue AS venue,
  CASE
    WHEN size(a) = 0 OR size(b) = 0 THEN 'unknown'
    WHEN all(x IN a + b WHERE x = a[0]) THEN 'dual'
    WHEN any(x IN a WHERE NOT x IN b) AND any(x IN b WHERE NOT x IN a) THEN 'joint'
    ELSE 'bridged'
  END AS kind,
  p.n_authors AS authors, r1.raw_affiliations AS strings, r2.raw_affiliations AS other_strings, [r1.bases, r2.bases] AS bases,
  p.retracted AS retracted, p.doi AS doi, p.address AS address, [x IN a | x.name] AS people, [x IN b | x.name] AS other_people
ORDER BY published_min, paper
