// The papers of the partners of one country, and those of the other country: read and counted.
CALL () {
  MATCH (:Institution {country: $home})<-[:LISTS]-(:Paper)-[:LISTS]->(i:Institution)
  WITH DISTINCT i
  MATCH (i)<-[:LISTS]-(p:Paper)
  RETURN count(p) AS theirs
}
CALL () {
  MATCH (:Institution {country: $country})<-[:LISTS]-(p:Paper)
  RETURN count(DISTINCT p) AS papers
}
RETURN theirs, papers
