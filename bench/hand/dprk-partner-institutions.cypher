// Partners of a country, in the columns of the question (but for its paths) with every option at its default.
MATCH (k:Institution {country: 'KP'})<-[r1:LISTS]-(p:Paper)-[r2:LISTS]->(i:Institution)
WHERE i.country <> 'KP' AND p.n_authors <= $max_authors
WITH p, i, r2, collect(k.name) AS names, reduce(all = [], r IN collect(r1) | all + r.author_positions) AS theirs, collect(r1.bases) AS bases
WITH p, collect({i: i, names: names, ours: r2.author_positions, theirs: theirs, bases: bases + [r2.bases]}) AS found
WITH p, found, COLLECT { MATCH (a)-[r:AUTHORED]->(p) RETURN [a, r.position] } AS signed
UNWIND found AS f
WITH p, f, [s IN signed WHERE s[1] IN f.ours | s[0]] AS a, [s IN signed WHERE s[1] IN f.theirs | s[0]] AS b
WITH p, f, CASE
    WHEN size(a) = 0 OR size(b) = 0 THEN 'unknown'
    WHEN all(x IN a + b WHERE x = a[0]) THEN 'dual'
    WHEN any(x IN a WHERE NOT x IN b) AND any(x IN b WHERE NOT x IN a) THEN 'joint'
    ELSE 'bridged'
  END AS kind
ORDER BY p.date_min
WITH f.i AS i, collect(CASE WHEN kind <> 'dual' THEN p END) AS ps, collect(CASE WHEN kind = 'dual' THEN p.id END) AS dual_ids,
  count(CASE WHEN kind = 'joint' THEN 1 END) AS joint, count(CASE WHEN kind = 'unknown' THEN 1 END) AS unknown_map,
  min(p.date_min) AS first, max(p.date_max) AS last, collect(f.names) AS names, collect(f.bases) AS bases
RETURN i.name AS partner, i.id AS partner_id, i.country AS country, size(ps) AS papers, joint, size(dual_ids) AS dual_only,
  unknown_map, first, last, size([p IN ps WHERE p.date_min >= date('2016-11-30')]) AS after_2321,
  COLLECT { UNWIND names AS some UNWIND some AS name RETURN DISTINCT name } AS dprk_institutions,
  COLLECT {
    MATCH (i)<-[t:TARGETS]-(d:Designation)-[o:ON_LIST]->(l:ControlList)
    WHERE t.judgement IN ['auto', 'confirmed'] AND o.from_min <= l.as_of AND coalesce(o.to_max > l.as_of, true)
    RETURN DISTINCT l.id
  } AS lists,
  size([p IN ps WHERE p.retracted]) AS retracted, bases, [p IN ps | p.doi][0..5] AS dois, [p IN ps | p.id] AS paper_ids, dual_ids
ORDER BY papers DESC
