OPTIONAL MATCH (m:Model {id: 'tiegraph'})
OPTIONAL MATCH (by:Model {id: 'corrections'})
OPTIONAL MATCH (readings:Model {id: 'readings'})
RETURN m.version AS version, m.purpose AS purpose, by.corrections AS corrections,
  CASE
    WHEN readings IS NOT NULL THEN readings.resolver
    // Read by a release that did not note by which rules.
    WHEN EXISTS { MATCH (p:Paper) WHERE p.linked_by IS NOT NULL } THEN 'unknown'
  END AS resolver,
  COUNT { () } AS nodes
