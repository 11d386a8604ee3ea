MATCH (entry:Designation)-[link:TARGETS|MAY_TARGET]->(:Institution)
WHERE link.judgement = 'auto'
  AND (type(link) = 'MAY_TARGET' OR link.score < $below)
  AND ($list IS NULL OR entry.list = $list)
  AND ($relation IS NULL OR coalesce(link.relation, 'same body') = $relation)
RETURN count(link) AS count
