// An older file tells more closely when an entry went, or was back: it had the entry then, or lacked it.
MATCH (d:Designation {list: $list})-[on:ON_LIST]->()
WITH on, d.id IN $present AS had
FOREACH (_ IN CASE WHEN on.gone_by IS NOT NULL AND on.to_min < $as_of AND $as_of < on.to_max THEN [1] ELSE [] END |
  SET on.to_min = CASE WHEN had THEN $as_of ELSE on.to_min END, on.to_max = CASE WHEN had THEN on.to_max ELSE $as_of END)
FOREACH (_ IN CASE WHEN on.basis = $again AND on.from_min < $as_of AND $as_of < on.from_max THEN [1] ELSE [] END |
  SET on.from_min = CASE WHEN had THEN on.from_min ELSE $as_of END,
    on.from_max = CASE WHEN had THEN $as_of ELSE on.from_max END)
