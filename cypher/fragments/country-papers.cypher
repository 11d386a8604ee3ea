// Papers that print the country `home`: an institution there, or the country in an author's string. Country codes are the
// author's, not the string's, so one inferred string makes all of them uncertain.
CALL () {
  MATCH (:Institution {country: $home})<-[at:LISTS]-(paper:Paper)
  WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
  RETURN paper
  UNION
  MATCH (:Author)-[signs:AUTHORED]->(paper:Paper)
  WHERE $home IN signs.country_codes AND ($include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred'))
  RETURN paper
}
