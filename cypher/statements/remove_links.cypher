UNWIND $rows AS row
MATCH (:Designation {id: row.start})-[link:TARGETS|MAY_TARGET]->(:Institution {id: row.end})
WHERE type(link) = row.type
DELETE link
