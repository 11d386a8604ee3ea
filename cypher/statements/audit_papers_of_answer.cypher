// What to know about these papers.
UNWIND $ids AS id
MATCH (paper:Paper {id: id})
WITH DISTINCT paper
RETURN count(paper) AS papers,
    count(CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN paper END) AS cut_lists,
    count(CASE WHEN paper.retracted THEN paper END) AS retracted,
    count(CASE WHEN EXISTS {
        (:Author)-[signs:AUTHORED]->(paper)
        WHERE signs.conflicts IS NOT NULL
            AND ('KP' IN coalesce(signs.publisher_countries, []) OR 'KP' IN coalesce(signs.country_codes, [])
                OR any(text IN signs.conflicts WHERE text CONTAINS '(KP)'))
    } THEN paper END) AS dprk_conflicts
