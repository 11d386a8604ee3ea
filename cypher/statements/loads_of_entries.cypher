MATCH (d:Designation {list: $list})
RETURN DISTINCT d.loads AS loads
