// People of the same name
//
// question: Which other identities bear exactly this person's name, and what do they have in common with the person?
// family: person
// since: 0.2.0
// tags: [people, identity]
// parameters: [author, include_inferred, max_paths, limit]
// columns:
//   - {name: author, type: text, meaning: "The name"}
//   - {name: identity, type: text, meaning: "What makes the signatures of the person asked for one person: ORCID, a publisher's cluster (which can mix people), or a single signature"}
//   - {name: namesake_id, type: text, meaning: "Id of the other identity"}
//   - {name: other_identity, type: text, meaning: "What makes its signatures one person"}
//   - {name: papers, type: integer, meaning: "Its papers"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: institutions, type: texts, meaning: "Institutions for which it signs"}
//   - {name: common_institutions, type: texts, meaning: "Of them: those for which the person asked for signs too"}
//   - {name: common_names, type: texts, meaning: "Names of co-authors that both have, whoever bears them"}
//   - {name: paper_ids, type: texts, meaning: "Ids of its papers", shown: false}
// sentence: >-
//   {namesake_id} ({other_identity}) bears the name {author} too: {papers:paper}, {first} to {last}, for {institutions}; in
//   common: {common_institutions}. Nothing here says that they are one person, nor that they are two.
// when_empty: No other identity bears exactly this name in what was loaded.
// caveats:
//   - Names are compared letter by letter as the sources give them. Other spellings, orders and scripts are not seen.
//   - Many people share a name, in some languages very many; and one person without ORCID has an identity for each paper.
//   - Nobody is ever joined by name, here or in any other answer.
// beside: [coverage]

MATCH (author:Author {id: $author})
MATCH (other:Author {name: author.name})
WHERE other <> author
MATCH (other)-[signs:AUTHORED]->(paper:Paper)
WITH author, other, paper
ORDER BY paper.date_min, paper.id
WITH author, other, collect(DISTINCT paper) AS shown, min(paper.date_min) AS first, max(paper.date_max) AS last
WITH *, COLLECT {
    MATCH (other)-[signs:AUTHORED]->(paper:Paper)-[at:LISTS]->(body:Institution)
    WHERE any(i IN range(0, size(at.bases) - 1)
      WHERE at.author_positions[i] = signs.position AND ($include_inferred OR at.bases[i] <> 'inferred'))
    RETURN DISTINCT body ORDER BY body.name, body.id
  } AS bodies, COLLECT {
    MATCH (author)-[signs:AUTHORED]->(paper:Paper)-[at:LISTS]->(body:Institution)
    WHERE any(i IN range(0, size(at.bases) - 1)
      WHERE at.author_positions[i] = signs.position AND ($include_inferred OR at.bases[i] <> 'inferred'))
    RETURN DISTINCT body
  } AS own_bodies, COLLECT {
    MATCH (author)-[:AUTHORED]->(paper:Paper)<-[:AUTHORED]-(coauthor:Author)
    WHERE coauthor.name <> author.name
    RETURN DISTINCT coauthor.name
  } AS own_names

RETURN
  author.name AS author,
  author.identity AS identity,
  other.id AS namesake_id,
  other.identity AS other_identity,
  size(shown) AS papers,
  first,
  last,
  [body IN bodies | body.name] AS institutions,
  [body IN bodies WHERE body IN own_bodies | body.name] AS common_institutions,
  COLLECT {
    UNWIND shown AS paper
    MATCH (paper)<-[:AUTHORED]-(coauthor:Author)
    WHERE coauthor.name IN own_names
    RETURN DISTINCT coauthor.name AS name ORDER BY name
  } AS common_names,
  [paper IN shown | paper.id] AS paper_ids,
  COLLECT {
    UNWIND shown[0..$max_paths] AS paper
    MATCH path = (other)-[:AUTHORED]->(paper)
    RETURN path LIMIT $max_paths
  } AS paths
ORDER BY size(common_institutions) DESC, size(common_names) DESC, papers DESC, namesake_id
LIMIT coalesce($limit, 1000000)
