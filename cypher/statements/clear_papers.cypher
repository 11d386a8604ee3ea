// Takes off what is about to be written anew; papers that became one are joined by removing all but the first.
UNWIND $ids AS id
MATCH (p:Paper {id: id})
OPTIONAL MATCH (p)<-[w:AUTHORED]-()
DELETE w
WITH DISTINCT p
OPTIONAL MATCH (p)-[out:LISTS|ABOUT|FUNDED_BY]->()
DELETE out
