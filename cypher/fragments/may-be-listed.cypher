// Whether an entry of a list names a body (links), or with roll_up a whole of it: asked first, as most bodies are on none.
// The label stands on each that an automatic or confirmed link leads to.
(body:Designated OR $links = 'probable' AND EXISTS { (body)<-[:TARGETS|MAY_TARGET]-(:Designation) }
  OR $roll_up AND EXISTS { (body)-[:PART_OF*1..3]->(:Institution)<-[:TARGETS|MAY_TARGET]-(:Designation) })
