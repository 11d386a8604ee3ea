// What the author lists print, by the source that brought the paper, and for all papers under no source. A string counts
// once for each author who prints it, and it led to an institution where LISTS has it for that author.
MATCH (paper:Paper)
CALL (paper) {
    MATCH (:Author)-[signs:AUTHORED]->(paper)
    WITH signs, size(coalesce(signs.raw_affiliations, [])) AS strings
    RETURN count(*) AS places, sum(strings) AS placed,
        count(CASE WHEN strings = 0 THEN 1 END) AS bare,
        count(CASE WHEN strings > 0 AND signs.country_codes IS NULL THEN 1 END) AS stateless,
        count(signs.conflicts) AS conflicts
}
CALL (paper) {
    MATCH (paper)-[at:LISTS]->(:Institution)
    UNWIND range(0, size(at.bases) - 1) AS i
    WITH DISTINCT at.author_positions[i] AS position, at.raw_affiliations[i] AS string
    RETURN count(*) AS resolved
}
WITH paper, places, placed + size(coalesce(paper.unplaced_affiliations, [])) AS strings, bare, stateless, conflicts, resolved,
    [hash IN coalesce(paper.hashes, []) | split(hash, '|')[0]] AS sources
UNWIND [null] + sources AS source
WITH DISTINCT paper, source, places, strings, bare, stateless, conflicts, resolved
RETURN source, sum(places) AS author_places, sum(strings) AS strings, sum(resolved) AS resolved, sum(bare) AS without_string,
    sum(stateless) AS without_country, count(CASE WHEN conflicts > 0 THEN paper END) AS papers_in_conflict
ORDER BY source
