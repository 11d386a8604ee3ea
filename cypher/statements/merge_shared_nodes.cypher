// Topics and funders: known by many papers, so each keeps every load that named it.
UNWIND $rows AS row
MERGE (n:__Label__ {__key__: row.key})
SET n += row.properties,
    n.loads = CASE WHEN row.load IN coalesce(n.loads, []) THEN n.loads ELSE coalesce(n.loads, []) + row.load END
RETURN count(n) AS count
