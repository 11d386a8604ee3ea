MATCH (:__Start__)-[r:__TYPE__]->(:__End__)
WHERE $load IN r.loads
FOREACH (_ IN CASE WHEN size(r.loads) = 1 THEN [1] ELSE [] END | DELETE r)
FOREACH (_ IN CASE WHEN size(r.loads) > 1 THEN [1] ELSE [] END | SET r.loads = [other IN r.loads WHERE other <> $load])
RETURN count(*) AS count
