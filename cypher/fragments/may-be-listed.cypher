// Whether an entry of any list names a body, or with roll_up a whole of it: asked first, as most bodies are on none.
(EXISTS { (body)<-[:TARGETS|MAY_TARGET]-(:Designation) }
  OR $roll_up AND EXISTS { (body)-[:PART_OF*1..3]->(:Institution)<-[:TARGETS|MAY_TARGET]-(:Designation) })
