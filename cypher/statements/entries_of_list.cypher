// What a list's entries are known again by, and whether the newest file of the list had them.
MATCH (d:Designation {list: $list})
RETURN d.id AS id, d.name AS name, d.aliases AS aliases, d.native_names AS native_names, d.addresses AS addresses,
  d.citations AS citations, d.names_seen AS names_seen, d.keys AS keys, d.loads AS loads,
  d.first_file IS NOT NULL AND NOT EXISTS {
    MATCH (d)-[on:ON_LIST]->()
    WHERE on.gone_by IS NOT NULL AND NOT EXISTS { MATCH (d)-[again:ON_LIST]->() WHERE again.period > on.period }
  } AS in_newest
ORDER BY d.id
