// What the author lists print, by the source that brought the paper, and for all papers under no source. A string counts
// once for each author who prints it, and it led to an institution where LISTS has it for that author. What is only
// inferred is counted apart.
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
    WITH at.author_positions[i] AS position, at.raw_affiliations[i] AS string,
        max(CASE WHEN at.bases[i] = 'inferred' THEN 0 WHEN at.methods[i] = 'publisher id' THEN 1 ELSE 2 END) AS led
    RETURN count(CASE WHEN led > 0 THEN 1 END) AS resolved, count(CASE WHEN led = 1 THEN 1 END) AS by_id,
        count(CASE WHEN led = 0 THEN 1 END) AS inferred
}
WITH paper, places, placed + size(coalesce(paper.unplaced_affiliations, [])) AS strings, bare, stateless, conflicts,
    resolved, by_id, inferred,
    [hash IN coalesce(paper.hashes, []) | split(hash, '|')[0]] AS sources
UNWIND [null] + sources AS source
WITH DISTINCT paper, source, places, strings, bare, stateless, conflicts, resolved, by_id, inferred
RETURN source, sum(places) AS author_places, sum(strings) AS strings, sum(resolved) AS resolved, sum(by_id) AS by_id,
    sum(inferred) AS inferred, sum(bare) AS without_string, sum(stateless) AS without_country,
    count(CASE WHEN conflicts > 0 THEN paper END) AS papers_in_conflict
ORDER BY source
