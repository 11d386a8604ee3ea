// Loads that did not end, and those whose links are still to be made.
MATCH (l:Load)
WHERE l.state IN ['running', 'stopped'] OR (l.linked IS NULL AND NOT l.state IN ['superseded', 'unloaded'])
RETURN l.id AS id, l.source AS source, l.state AS state, l.linked IS NOT NULL AS linked
ORDER BY l.started
