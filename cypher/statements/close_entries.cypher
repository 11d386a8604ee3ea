// Entries that the newer file lacks ended between the two files. Without its hash an entry that comes back is seen.
MATCH (d:Designation {list: $list})-[on:ON_LIST]->()
WHERE on.to_max IS NULL AND NOT d.id IN $present
SET on.to_min = $previous, on.to_max = $as_of, d.hashes = null
RETURN count(DISTINCT d) AS closed
