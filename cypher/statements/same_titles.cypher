// Papers that share a title, small letters, without a full stop; versions and notices joined already are left out.
MATCH (p:Paper)
WHERE size(p.title) >= $least
WITH
    toLower(CASE WHEN p.title ENDS WITH '.' THEN left(p.title, size(p.title) - 1) ELSE p.title END) AS title,
    collect(p) AS papers
WHERE 1 < size(papers) AND size(papers) <= $most
UNWIND papers AS a
UNWIND papers AS b
WITH a, b
WHERE a.id < b.id AND NOT (a)-[:VERSION_OF|CORRECTS]-(b)
RETURN
    [p IN [a, b] | {
        id: p.id,
        title: p.title,
        venue: p.venue,
        date_min: p.date_min,
        date_max: p.date_max,
        authors: COLLECT { MATCH (p)<-[w:AUTHORED]-() RETURN w.raw_name ORDER BY w.position }
    }] AS papers
ORDER BY a.id, b.id
