UNWIND $ids AS id
MATCH (:Designation {id: id})-[on:ON_LIST]->()
WITH id, on ORDER BY on.period
RETURN id, collect(properties(on)) AS periods
