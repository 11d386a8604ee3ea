// Which institutions a list's entries stand for, and by which of their names.
MATCH (d:Designation {list: $list})-[link:TARGETS]->(i:Institution)
WHERE link.judgement IN ['auto', 'confirmed']
RETURN d.id AS entry, link.entry_name AS entry_name, i.id AS id, i.name AS name, i.country AS country
ORDER BY entry, id
