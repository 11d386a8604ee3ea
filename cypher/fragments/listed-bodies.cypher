// Bodies that a list may concern (list, roll_up), each once, as `body`: collected, so that the plan starts at the list.
MATCH (control:ControlList)<-[:ON_LIST]-(:Designation)-[:TARGETS|MAY_TARGET]->(whole:Institution)
WHERE $list = 'any' OR control.id = $list
MATCH (whole)<-[:PART_OF*0..3]-(body:Institution)
WHERE $roll_up OR body = whole
WITH collect(DISTINCT body) AS bodies
UNWIND bodies AS body
