// Whether a link of an entry that is on a list (link, entry, on) says that its body stood there on `day` (links, as_of).
(type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
    OR $links = 'probable' AND link.judgement <> 'rejected' AND coalesce(link.relation, 'same body') <> 'part of')
  AND coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
  // Not by a name that the entry got after that day.
  AND none(seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name)
    AND any(own IN entry.names_seen
      WHERE substring(own, 11) = entry.name AND left(own, 10) < left(seen, 10)
        AND coalesce(date(left(own, 10)) > $as_of, false)))
