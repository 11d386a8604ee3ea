// PART_OF, SUCCEEDED_BY and LOCATED_IN as the recorded ids say, for the ends that are in the graph.
MATCH (i:Institution)
CALL (i) {
    OPTIONAL MATCH (i)-[old:PART_OF]->(parent:Institution)
    WHERE NOT parent.id IN coalesce(i.part_of, [])
    DELETE old
}
CALL (i) {
    OPTIONAL MATCH (i)-[old:SUCCEEDED_BY]->(next:Institution)
    WHERE NOT next.id IN coalesce(i.succeeded_by, [])
    DELETE old
}
CALL (i) {
    OPTIONAL MATCH (i)-[old:LOCATED_IN]->(country:Country)
    WHERE i.country IS NULL OR country.code <> i.country
    DELETE old
}
CALL (i) {
    UNWIND i.part_of AS id
    MATCH (parent:Institution {id: id})
    WHERE parent <> i
    MERGE (i)-[:PART_OF]->(parent)
}
CALL (i) {
    UNWIND i.succeeded_by AS id
    MATCH (next:Institution {id: id})
    WHERE next <> i
    MERGE (i)-[:SUCCEEDED_BY]->(next)
}
CALL (i) {
    WITH i
    WHERE i.country IS NOT NULL
    MATCH (country:Country {code: i.country})
    MERGE (i)-[:LOCATED_IN]->(country)
}
