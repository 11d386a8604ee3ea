// How many rows a question's own statement gives.
CALL () {
__statement__
}
RETURN count(*) AS number
