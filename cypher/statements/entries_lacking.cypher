// Entries that a file of a list lacks and an earlier one has, with their periods.
MATCH (d:Designation {list: $list})
WHERE d.first_file < $as_of AND NOT d.id IN $present
RETURN d.id AS id, d.first_file AS first_file,
  COLLECT { MATCH (d)-[on:ON_LIST]->() RETURN properties(on) ORDER BY on.period } AS periods
ORDER BY id
