UNWIND $ids AS id
MATCH (d:Designation {id: id})-[on:ON_LIST]->()
WITH id, d, on ORDER BY on.period
RETURN id, d.first_file AS first_file, collect(properties(on)) AS periods
