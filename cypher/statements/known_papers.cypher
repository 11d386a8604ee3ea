// Which stored papers have one of these ids, and which records made them? A list of values for each kind of id.
CALL () {
    MATCH (p:Paper) WHERE p.doi IN $doi RETURN p
    UNION MATCH (p:Paper) WHERE p.openalex IN $openalex RETURN p
    UNION MATCH (p:Paper) WHERE p.pmid IN $pmid RETURN p
    UNION MATCH (p:Paper) WHERE p.pmcid IN $pmcid RETURN p
    UNION MATCH (p:Paper) WHERE p.arxiv IN $arxiv RETURN p
    UNION MATCH (p:Paper) WHERE p.curated IN $curated RETURN p
}
RETURN p.id AS id, p.doi AS doi, p.openalex AS openalex, p.pmid AS pmid, p.pmcid AS pmcid, p.arxiv AS arxiv,
    p.curated AS curated, p.hashes AS hashes
