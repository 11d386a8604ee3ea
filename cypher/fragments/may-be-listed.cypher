// Whether a body can stand on a list (links, roll_up): asked first, as most bodies stand on none. The label is on each
// that an automatic or confirmed link leads to.
CASE
  WHEN body:Designated THEN true
  WHEN $roll_up OR $links = 'probable'
    THEN EXISTS { (body)-[:PART_OF*0..3]->(:Institution)<-[:TARGETS|MAY_TARGET]-(:Designation) }
  ELSE false
END
