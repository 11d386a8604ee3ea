// Entries that the newer file lacks ended between the two files. Without its hash an entry that comes back is seen.
MATCH (d:Designation {list: $list})-[on:ON_LIST]->()
WHERE (on.to_max IS NULL OR on.to_max > $as_of) AND NOT d.id IN $present
SET on.to_min = $previous, on.to_max = $as_of, on.gone_by = $load, d.hashes = null
RETURN count(DISTINCT d) AS closed
