// Author places whose strings print the DPRK and led to no DPRK institution: bodies that may be missing from the answers.
MATCH (:Author)-[signs:AUTHORED]->(paper:Paper)
WHERE 'KP' IN signs.country_codes
    AND NOT EXISTS {
        (paper)-[at:LISTS]->(:Institution {country: 'KP'}) WHERE signs.position IN at.author_positions
    }
WITH paper, signs
ORDER BY paper.id, signs.position
WITH count(*) AS places, count(DISTINCT paper) AS papers, collect({
    paper: paper.id, position: signs.position, strings: signs.raw_affiliations, read: signs.country_codes
})[..$most] AS first
RETURN places, papers, first
