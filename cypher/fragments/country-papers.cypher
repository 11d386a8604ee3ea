// Papers that print the country `home`: an institution there, or the country in an author's string. Country codes are the
// author's, not the string's, so one inferred string makes all of them uncertain.
CALL () {
  MATCH (:Institution {country: $home})<-[at:LISTS]-(paper:Paper)
  WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
  RETURN paper
  UNION
  CALL db.index.fulltext.queryRelationships('search AUTHORED', $home) YIELD relationship AS signs
  WITH signs, endNode(signs) AS paper
  WHERE $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred')
  MATCH (paper:Paper)
  RETURN paper
}
