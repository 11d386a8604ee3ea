// Author places where publisher and string disagree on whether it is the DPRK: the first of them, and how many there are.
MATCH (:Author)-[signs:AUTHORED]->(paper:Paper)
WHERE signs.conflicts IS NOT NULL
    AND ('KP' IN coalesce(signs.publisher_countries, []) OR 'KP' IN coalesce(signs.country_codes, [])
        OR any(text IN signs.conflicts WHERE text CONTAINS '(KP)'))
WITH paper, signs
ORDER BY paper.id, signs.position
WITH count(*) AS places, count(DISTINCT paper) AS papers, collect({
    paper: paper.id, title: paper.title, position: signs.position, strings: signs.raw_affiliations,
    flagged: signs.publisher_countries, read: signs.country_codes, conflicts: signs.conflicts
})[..$most] AS first
RETURN places, papers, first
