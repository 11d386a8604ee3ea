// Papers that print a body which a list may concern (list, roll_up) together with one in the country `home`, as `body`,
// `at_body`, `paper`, `at_home`, `partner`: from the side that fewer papers print, as countries differ a thousandfold.
MATCH (control:ControlList)<-[:ON_LIST]-(:Designation)-[:TARGETS|MAY_TARGET]->(whole:Institution)
WHERE $list = 'any' OR control.id = $list
MATCH (whole)<-[:PART_OF*0..3]-(body:Institution)
WHERE $roll_up OR body = whole
WITH collect(DISTINCT body) AS bodies
CALL (bodies) {
  UNWIND bodies AS body
  RETURN sum(COUNT { (body)<-[:LISTS]-() }) AS listed_papers
}
WITH bodies, listed_papers, COLLECT {
    MATCH (partner:Institution {country: $home})
    RETURN COUNT { (partner)<-[:LISTS]-() }
  } AS counts
WITH bodies, listed_papers, reduce(sum = 0, count IN counts | sum + count) AS home_papers
CALL (bodies, listed_papers, home_papers) {
  WITH bodies
  WHERE home_papers < listed_papers
  MATCH (partner:Institution {country: $home})<-[at_home:LISTS]-(paper:Paper)-[at_body:LISTS]->(body:Institution)
  WHERE body IN bodies
  RETURN body, at_body, paper, at_home, partner
  UNION ALL
  UNWIND bodies AS body
  WITH body
  WHERE home_papers >= listed_papers
  MATCH (body)<-[at_body:LISTS]-(paper:Paper)-[at_home:LISTS]->(partner:Institution)
  WHERE partner.country = $home
  RETURN body, at_body, paper, at_home, partner
}
