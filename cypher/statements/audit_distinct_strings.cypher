// How many different strings there are of a part of the lengths: parts are counted one by one, so that memory stays flat.
CALL () {
    MATCH (:Author)-[signs:AUTHORED]->(:Paper)
    UNWIND signs.raw_affiliations AS string
    RETURN string
    UNION ALL
    MATCH (paper:Paper)
    UNWIND paper.unplaced_affiliations AS string
    RETURN string
}
WITH string
WHERE size(string) % $parts = $part
RETURN count(DISTINCT string) AS count
