// Takes off what is about to be written anew.
UNWIND $ids AS id
MATCH (p:Paper {id: id})
OPTIONAL MATCH (p)<-[w:AUTHORED]-()
DELETE w
WITH DISTINCT p
OPTIONAL MATCH (p)-[out:LISTS|ABOUT|FUNDED_BY]->()
DELETE out
