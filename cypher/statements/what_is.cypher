// What the ids mean: each node that has one of `ids` as its key, or for papers and institutions as another id.
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Institution {id: id}) RETURN 'Institution' AS label, n.id AS key, n.name AS name
  UNION MATCH (n:Institution {openalex: id}) RETURN 'Institution' AS label, n.id AS key, n.name AS name
  UNION MATCH (n:Designation {id: id}) RETURN 'Designation' AS label, n.id AS key, n.name AS name
  UNION MATCH (n:ControlList {id: id}) RETURN 'ControlList' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Paper {id: id}) RETURN 'Paper' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Paper {doi: id}) RETURN 'Paper' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Paper {openalex: id}) RETURN 'Paper' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Paper {pmid: id}) RETURN 'Paper' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Paper {pmcid: id}) RETURN 'Paper' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Paper {arxiv: id}) RETURN 'Paper' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Paper {curated: id}) RETURN 'Paper' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Author {id: id}) RETURN 'Author' AS label, n.id AS key, n.name AS name
  UNION MATCH (n:Report {id: id}) RETURN 'Report' AS label, n.id AS key, n.statement AS name
  UNION MATCH (n:Rule {id: id}) RETURN 'Rule' AS label, n.id AS key, n.title AS name
  UNION MATCH (n:Country {code: id}) RETURN 'Country' AS label, n.code AS key, n.name AS name
  UNION MATCH (n:Topic {id: id}) RETURN 'Topic' AS label, n.id AS key, n.name AS name
  UNION MATCH (n:Funder {id: id}) RETURN 'Funder' AS label, n.id AS key, n.name AS name
  UNION MATCH (n:Figure {id: id}) RETURN 'Figure' AS label, n.id AS key, n.name AS name
  UNION MATCH (n:Model {id: id}) RETURN 'Model' AS label, n.id AS key, n.purpose AS name
  UNION MATCH (n:Load {id: id}) RETURN 'Load' AS label, n.id AS key, n.source AS name
}
RETURN DISTINCT label, key, name
ORDER BY label, key
