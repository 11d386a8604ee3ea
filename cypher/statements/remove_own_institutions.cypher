UNWIND $ids AS id
MATCH (i:Institution {id: id})
DETACH DELETE i
