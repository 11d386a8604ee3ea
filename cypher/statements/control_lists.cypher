MATCH (list:ControlList)
RETURN list.id AS id, list.title AS title, list.nature AS nature, list.first_as_of AS first_as_of, list.as_of AS as_of,
  coalesce(list.redistributable, 'unknown') AS redistributable
ORDER BY id
