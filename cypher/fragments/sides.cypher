// How two sides stand on a paper, from its authors `signed` ([author, position]): `ours` and `theirs` are lists of its LISTS
// relationships, one or several institutions a side. Gives kind (joint, bridged, dual or unknown) and rank (place of the
// weaker side's better evidence in printed, publisher, aggregator, inferred); no row where a side was only inferred and
// include_inferred is not set. Reads each relationship once: this is most of the work of a question about a hub.
CALL (signed, ours, theirs) {
  WITH signed, ['printed', 'publisher', 'aggregator', 'inferred'][0..CASE WHEN $include_inferred THEN 4 ELSE 3 END] AS bases,
    [at IN ours | [at.bases, at.author_positions]] AS our_strings,
    [at IN theirs | [at.bases, at.author_positions]] AS their_strings
  WITH signed,
    reduce(all = [], one IN our_strings | all + [i IN range(0, size(one[0]) - 1) WHERE one[0][i] IN bases | one[1][i]]) AS our_places,
    reduce(all = [], one IN their_strings | all + [i IN range(0, size(one[0]) - 1) WHERE one[0][i] IN bases | one[1][i]]) AS their_places,
    [rank IN range(0, size(bases) - 1) WHERE any(one IN our_strings WHERE bases[rank] IN one[0])][0] AS our_rank,
    [rank IN range(0, size(bases) - 1) WHERE any(one IN their_strings WHERE bases[rank] IN one[0])][0] AS their_rank
  WHERE size(our_places) > 0 AND size(their_places) > 0
  WITH our_rank, their_rank,
    [one IN signed WHERE one[1] IN our_places | one[0]] AS our_people,
    [one IN signed WHERE one[1] IN their_places | one[0]] AS their_people
  RETURN
    // <kind>
    // </kind>
    AS kind,
    CASE WHEN our_rank > their_rank THEN our_rank ELSE their_rank END AS rank
}
