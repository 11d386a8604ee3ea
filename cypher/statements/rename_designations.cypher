// Entries whose key an older file has as it was first printed.
UNWIND $rows AS row
MATCH (d:Designation {id: row.from})
SET d.id = row.to, d.keys = coalesce(d.keys, []) + row.keys
RETURN count(d) AS count
