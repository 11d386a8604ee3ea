// A question asked of many ids: its own statement stands in the middle and runs for each of them.
UNWIND $many AS id_asked_of
CALL (id_asked_of) {
__statement__
}
RETURN id_asked_of AS asked, __columns__
