// Preprints and other versions to the works that either side says they belong to, where both are in the graph.
CALL () {
    MATCH (paper:Paper)
    WHERE paper.version_of IS NOT NULL
    UNWIND paper.version_of AS known
    RETURN paper, known, true AS is_version
    UNION
    MATCH (paper:Paper)
    WHERE paper.has_versions IS NOT NULL
    UNWIND paper.has_versions AS known
    RETURN paper, known, false AS is_version
}
CALL (known) {
    MATCH (other:Paper {doi: CASE WHEN known STARTS WITH 'doi:' THEN substring(known, 4) END})
    RETURN other
    UNION
    MATCH (other:Paper {pmid: CASE WHEN known STARTS WITH 'pmid:' THEN substring(known, 5) END})
    RETURN other
    UNION
    MATCH (other:Paper {arxiv: CASE WHEN known STARTS WITH 'arxiv:' THEN substring(known, 6) END})
    RETURN other
}
WITH paper, other, is_version
WHERE paper <> other
WITH CASE WHEN is_version THEN paper ELSE other END AS version, CASE WHEN is_version THEN other ELSE paper END AS work
MERGE (version)-[:VERSION_OF]->(work)
