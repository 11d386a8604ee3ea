// Ids of the lists on which a body stands itself. Most stand on none, and bear no label: nothing is looked up for them.
CASE WHEN body:Designated OR $links = 'probable' THEN COLLECT {
  MATCH (body)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)-[on:ON_LIST]->(control:ControlList)
  WITH link, entry, on, control, coalesce($as_of, control.as_of, control.seen_in) AS day
  WHERE
    // <holds>
    // </holds>
  RETURN DISTINCT control.id AS id ORDER BY id
} ELSE [] END
