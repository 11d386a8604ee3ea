// What an answer without rows was searched in: papers that print each side, in the years asked for, and those with a
// funder, or with a title or topic. Parameters that the question does not have are null, but for the last two.
CALL () {
  MATCH (paper:Paper)
  RETURN count(paper) AS papers
}
CALL () {
  CALL () {
    WITH $home AS code
    WHERE code IS NOT NULL
    MATCH (:Institution {country: code})<-[at:LISTS]-(paper:Paper)
    WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
    RETURN paper
    UNION
    WITH $home AS code
    WHERE code IS NOT NULL
    CALL db.index.fulltext.queryRelationships('search AUTHORED', code) YIELD relationship AS signs
    WITH signs, endNode(signs) AS paper
    WHERE $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred')
    MATCH (paper:Paper)
    RETURN paper
  }
  WITH paper, coalesce(paper.date_max.year >= $first_year, true) AND coalesce(paper.date_min.year <= $last_year, true) AS timely
  WHERE coalesce(paper.n_authors, 0) <= $max_authors
  RETURN count(paper) AS ours,
    count(CASE WHEN timely THEN 1 END) AS timely,
    count(CASE WHEN timely AND EXISTS { (paper)-[:FUNDED_BY]->(:Funder) } THEN 1 END) AS with_funder,
    count(CASE WHEN timely AND (paper.title IS NOT NULL OR EXISTS { (paper)-[:ABOUT]->(:Topic) }) THEN 1 END) AS with_words
}
CALL () {
  CALL () {
    WITH $country AS code
    WHERE code IS NOT NULL
    MATCH (:Institution {country: code})<-[at:LISTS]-(paper:Paper)
    WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
    RETURN paper
    UNION
    WITH $country AS code
    WHERE code IS NOT NULL
    CALL db.index.fulltext.queryRelationships('search AUTHORED', code) YIELD relationship AS signs
    WITH signs, endNode(signs) AS paper
    WHERE $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred')
    MATCH (paper:Paper)
    RETURN paper
  }
  WITH paper
  WHERE coalesce(paper.n_authors, 0) <= $max_authors
  RETURN count(paper) AS theirs
}
RETURN papers, ours, timely, with_funder, with_words, theirs,
  COUNT { (:Institution {id: $institution})<-[:LISTS]-(:Paper) } AS institution,
  COUNT { (:Institution {id: $other})<-[:LISTS]-(:Paper) } AS other,
  COUNT { (:Author {id: $author})-[:AUTHORED]->(:Paper) } AS author
