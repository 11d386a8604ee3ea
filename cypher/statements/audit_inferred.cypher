// Affiliation strings that only allow an institution, by paper and author: the first of them, and how many there are.
MATCH (paper:Paper)
WHERE paper.strings_inferred > 0
MATCH (paper)-[at:LISTS]->(institution:Institution)
UNWIND range(0, size(at.bases) - 1) AS i
WITH paper, at.author_positions[i] AS position, at.raw_affiliations[i] AS string, institution, at.bases[i] AS basis
ORDER BY paper.id, position, string, institution.id
WITH paper, position, string, collect({id: institution.id, name: institution.name}) AS bodies, collect(basis) AS bases
WHERE all(basis IN bases WHERE basis = 'inferred')
WITH count(*) AS strings, count(DISTINCT paper) AS papers, collect({
    paper: paper.id, position: CASE WHEN position > 0 THEN position END, string: string,
    institution_id: [one IN bodies | one.id], institution: [one IN bodies | one.name]
})[..$most] AS first
RETURN strings, papers, first
