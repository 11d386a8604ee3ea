UNWIND $ids AS id
MATCH (:Paper {id: id})<-[:AUTHORED]-(a:Author)
RETURN DISTINCT a.id AS id
