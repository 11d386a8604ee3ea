// Links that nobody has judged: what a person should look at, and automatic links of a low score; most papers first.
MATCH (entry:Designation)-[link:TARGETS|MAY_TARGET]->(body:Institution)
WHERE link.judgement = 'auto'
  AND (type(link) = 'MAY_TARGET' OR link.score < $below)
  AND ($list IS NULL OR entry.list = $list)
  AND ($relation IS NULL OR coalesce(link.relation, 'same body') = $relation)
WITH entry, link, body, COUNT { (body)<-[:LISTS]-(:Paper) } AS papers
ORDER BY papers DESC, link.score DESC, entry.id, body.id
LIMIT $limit
RETURN
  properties(entry) AS entry,
  properties(body) AS body,
  properties(link) AS link,
  type(link) AS type,
  papers,
  COLLECT { MATCH (body)-[:PART_OF]->(parent:Institution) RETURN parent.name ORDER BY parent.name } AS parents
ORDER BY papers DESC, link.score DESC, entry.id, body.id
