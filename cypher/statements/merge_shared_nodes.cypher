// Topics and funders: known by many papers, so each keeps every load that named it. Where the publisher's own record of
// one was loaded (it has a hash), papers only add what that does not say.
UNWIND $rows AS row
MERGE (n:__Label__ {__key__: row.key})
WITH n, row, CASE WHEN n.hashes IS NULL THEN {} ELSE properties(n) END AS own
SET n += row.properties
SET n += own,
    n.loads = CASE WHEN row.load IN coalesce(n.loads, []) THEN n.loads ELSE coalesce(n.loads, []) + row.load END
RETURN count(n) AS count
