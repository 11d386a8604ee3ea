// A list's entries with what each file of it changed, and the periods that the files made.
MATCH (d:Designation {list: $list})
RETURN d {.id, .name, .kind, .aliases, .native_names, .addresses, .countries, .programs, .licence_requirement,
    .licence_policy, .reason, .citations, .remarks, .first_file, .presence, .printed, .copied, .former,
    .names_seen, .provenance} AS entry,
  COLLECT { MATCH (d)-[on:ON_LIST]->() RETURN properties(on) ORDER BY on.period } AS periods
ORDER BY d.id
