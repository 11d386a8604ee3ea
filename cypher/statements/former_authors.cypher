// People of the papers that go, who may be left without papers.
UNWIND $ids AS id
MATCH (:Paper {id: id})<-[:AUTHORED]-(a:Author)
RETURN DISTINCT a.id AS id
