// The greatest name and id win, so that the order of loading does not matter; those of the publisher's own record of the
// person (it has a hash) stand over what papers print.
UNWIND $rows AS row
MERGE (a:Author {id: row.key})
SET a.identity = row.identity,
    a.openalex = CASE WHEN a.hashes IS NOT NULL AND a.openalex IS NOT NULL THEN a.openalex
      WHEN a.openalex IS NULL OR a.openalex < row.openalex THEN row.openalex ELSE a.openalex END,
    a.name = CASE WHEN a.hashes IS NOT NULL THEN a.name
      WHEN a.name IS NULL OR a.name < row.name THEN row.name ELSE a.name END,
    a.loads = CASE WHEN row.load IN coalesce(a.loads, []) THEN a.loads ELSE coalesce(a.loads, []) + row.load END
RETURN count(a) AS count
