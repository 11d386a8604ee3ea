// Positions of those who sign for the body of a LISTS relationship, on evidence that include_inferred lets through; 0 where the
// paper does not say who.
CASE
  WHEN $include_inferred OR NOT 'inferred' IN at.bases THEN at.author_positions
  ELSE [i IN range(0, size(at.bases) - 1) WHERE at.bases[i] <> 'inferred' | at.author_positions[i]]
END
