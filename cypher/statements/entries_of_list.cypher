// What a list's entries are known again by, and which files had them.
MATCH (d:Designation {list: $list})
RETURN d.id AS id, d.name AS name, d.aliases AS aliases, d.native_names AS native_names, d.addresses AS addresses,
  d.citations AS citations, d.names_seen AS names_seen, d.keys AS keys, d.loads AS loads, d.presence AS presence
ORDER BY d.id
