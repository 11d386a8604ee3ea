// What a list entry prints, when it was on the list, and what links it to institutions.
UNWIND $ids AS id
MATCH (entry:Designation {id: id})
RETURN id, properties(entry) AS entry,
  COLLECT { MATCH (entry)-[on:ON_LIST]->(list:ControlList) RETURN properties(on) ORDER BY on.period } AS periods,
  COLLECT {
    MATCH (entry)-[:ON_LIST]->(list:ControlList)
    RETURN DISTINCT list {.id, .title, .authority, .nature, .restricts, .does_not_restrict, .licence, .address, .redistributable}
    LIMIT 1
  } AS lists,
  COLLECT {
    MATCH (entry)-[link:TARGETS|MAY_TARGET]->(body:Institution)
    RETURN {institution: body.id, type: type(link), link: properties(link)} AS one
    ORDER BY one.institution, one.type
  } AS links
ORDER BY id
