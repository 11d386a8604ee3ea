// A node of its own: a load that runs holds the other one.
MERGE (m:Model {id: 'readings'})
SET m.resolver = $resolver
RETURN count(m) AS count
