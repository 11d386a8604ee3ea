// How two sides stand on a paper: `ours` and `theirs` are lists of its LISTS relationships, one or several institutions
// a side. Gives kind (joint, bridged, dual or unknown) and rank (place of the weaker side's better evidence in printed,
// publisher, aggregator, inferred); no row where a side was only inferred and include_inferred is not set.
CALL (paper, ours, theirs) {
  WITH paper, ['printed', 'publisher', 'aggregator', 'inferred'] AS bases,
    reduce(all = [], at IN ours | all + [i IN range(0, size(at.bases) - 1)
      WHERE $include_inferred OR at.bases[i] <> 'inferred' | {position: at.author_positions[i], basis: at.bases[i]}]) AS our_read,
    reduce(all = [], at IN theirs | all + [i IN range(0, size(at.bases) - 1)
      WHERE $include_inferred OR at.bases[i] <> 'inferred' | {position: at.author_positions[i], basis: at.bases[i]}]) AS their_read
  WHERE size(our_read) > 0 AND size(their_read) > 0
  WITH *,
    COLLECT {
      MATCH (author:Author)-[signs:AUTHORED]->(paper)
      WHERE signs.position IN [each IN our_read | each.position]
      RETURN DISTINCT author.id
    } AS our_people,
    COLLECT {
      MATCH (author:Author)-[signs:AUTHORED]->(paper)
      WHERE signs.position IN [each IN their_read | each.position]
      RETURN DISTINCT author.id
    } AS their_people,
    [rank IN range(0, 3) WHERE bases[rank] IN [each IN our_read | each.basis]][0] AS our_rank,
    [rank IN range(0, 3) WHERE bases[rank] IN [each IN their_read | each.basis]][0] AS their_rank
  RETURN
    CASE
      WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
      WHEN size(our_people) = 1 AND our_people = their_people THEN 'dual'
      WHEN any(person IN our_people WHERE NOT person IN their_people)
        AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
      ELSE 'bridged'
    END AS kind,
    CASE WHEN our_rank > their_rank THEN our_rank ELSE their_rank END AS rank
}
