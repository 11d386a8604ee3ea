// Institutions with the names that papers and lists may print of them.
UNWIND $ids AS id
MATCH (body:Institution {id: id})
RETURN id, body {.name, .country, .city, .aliases, .native_names, .website, .loads} AS institution
ORDER BY id
