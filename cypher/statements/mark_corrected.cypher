// A node of its own: a load that runs holds the other one.
MERGE (m:Model {id: 'corrections'})
SET m.corrections = $sha256
RETURN count(m) AS count
