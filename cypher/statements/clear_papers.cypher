// Takes off what is about to be written anew; versions and notices are joined again when links are brought up to date.
UNWIND $ids AS id
MATCH (p:Paper {id: id})
// An id may go from one of these works to another, or to a new one.
SET p.doi = null, p.openalex = null, p.pmid = null, p.pmcid = null, p.arxiv = null, p.curated = null
WITH p
OPTIONAL MATCH (p)<-[w:AUTHORED]-()
DELETE w
WITH DISTINCT p
OPTIONAL MATCH (p)-[out:LISTS|ABOUT|FUNDED_BY]->()
DELETE out
WITH DISTINCT p
OPTIONAL MATCH (p)-[joined:VERSION_OF|CORRECTS]-(:Paper)
DELETE joined
