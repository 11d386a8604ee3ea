// Retractions and corrections to the works they speak of, where both are in the graph.
CALL () {
    MATCH (paper:Paper)
    WHERE paper.corrects IS NOT NULL
    UNWIND paper.corrects AS said
    RETURN paper, said, true AS is_notice
    UNION
    MATCH (paper:Paper)
    WHERE paper.corrected_by IS NOT NULL
    UNWIND paper.corrected_by AS said
    RETURN paper, said, false AS is_notice
}
WITH paper, is_notice, split(said, '|')[0] AS kind, split(said, '|')[1] AS known
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
WITH paper, other, is_notice, kind
WHERE paper <> other
WITH
    kind,
    CASE WHEN is_notice THEN paper ELSE other END AS notice,
    CASE WHEN is_notice THEN other ELSE paper END AS work
MERGE (notice)-[:CORRECTS {kind: kind}]->(work)
SET work.retracted = CASE WHEN kind IN ['retraction', 'withdrawal', 'removal'] THEN true ELSE work.retracted END
