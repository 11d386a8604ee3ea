// Entries that the newest file lacks ended between the last file that had them and this one. One that only other files
// had is dated by the newest of its names. Without its hash an entry that comes back is seen.
MATCH (d:Designation {list: $list})-[on:ON_LIST]->()
WHERE (on.to_max IS NULL OR on.to_max > $as_of) AND NOT d.id IN $present
  // What a newer file began to write and did not finish is not gone for a file that is older.
  AND coalesce(d.first_file < $as_of, true)
WITH d, on, CASE
    WHEN d.first_file IS NOT NULL THEN $previous
    ELSE reduce(last = date('0001-01-01'), seen IN d.names_seen |
      CASE WHEN date(left(seen, 10)) > last THEN date(left(seen, 10)) ELSE last END)
  END AS last
WHERE last < $as_of
SET on.to_min = last, on.to_max = $as_of, on.gone_by = $load, d.hashes = null
RETURN count(DISTINCT d) AS closed
