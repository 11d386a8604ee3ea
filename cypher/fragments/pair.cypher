// How two sides stand on a paper, see `sides`; its authors are read for each pair.
WITH *, COLLECT { MATCH (author)-[signs:AUTHORED]->(paper) RETURN [author, signs.position] } AS signed
// <sides>
// </sides>
