// Everything of one label, for the tables of an import.
MATCH (n:__Label__)
RETURN n.__key__ AS key, properties(n) AS properties, labels(n) AS labels
