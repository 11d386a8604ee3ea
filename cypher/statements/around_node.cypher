// A node by itself, for labels of which nothing more is told.
MATCH path = (n:__Label__ {__key__: $id})
RETURN collect(path) AS paths
