// Which stored papers share an id with these? One row for each hit.
UNWIND $ids AS known
CALL (known) {
    MATCH (p:Paper {doi: known.doi}) RETURN p
    UNION MATCH (p:Paper {openalex: known.openalex}) RETURN p
    UNION MATCH (p:Paper {pmid: known.pmid}) RETURN p
    UNION MATCH (p:Paper {pmcid: known.pmcid}) RETURN p
    UNION MATCH (p:Paper {arxiv: known.arxiv}) RETURN p
    UNION MATCH (p:Paper {curated: known.curated}) RETURN p
}
RETURN DISTINCT p.id AS id, properties(p) AS properties
