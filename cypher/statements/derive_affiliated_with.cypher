// Anew for these authors, from what their papers print about them.
UNWIND $authors AS id
MATCH (a:Author {id: id})
CALL (a) {
    OPTIONAL MATCH (a)-[old:AFFILIATED_WITH]->()
    DELETE old
}
WITH DISTINCT a
MATCH (a)-[w:AUTHORED]->(p:Paper)-[l:LISTS]->(i:Institution)
WHERE w.position IN l.author_positions
WITH a, i, p ORDER BY p.date_min
WITH a, i, count(DISTINCT p) AS papers, collect(DISTINCT p.date_min.year) AS years
CREATE (a)-[r:AFFILIATED_WITH {papers: papers}]->(i)
SET r.years = CASE WHEN size(years) = 0 THEN null ELSE years END
RETURN count(r) AS count
