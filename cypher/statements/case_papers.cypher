// Papers with what identifies them, who signed them, and the affiliation strings that were read as institutions.
UNWIND $ids AS id
MATCH (paper:Paper {id: id})
RETURN id,
  paper {.doi, .pmid, .pmcid, .arxiv, .openalex, .title, .venue, .type, .address, .retracted, .date_min, .date_max,
    .n_authors, .loads} AS paper,
  COLLECT {
    MATCH (author:Author)-[signs:AUTHORED]->(paper)
    RETURN {id: author.id, name: coalesce(signs.raw_name, author.name), position: signs.position,
      strings: CASE WHEN 'KP' IN signs.country_codes THEN signs.raw_affiliations END} AS one
    ORDER BY one.position
  } AS authors,
  COLLECT {
    MATCH (paper)-[at:LISTS]->(body:Institution)
    RETURN {institution: body.id, name: body.name, strings: at.raw_affiliations, bases: at.bases, methods: at.methods,
      positions: at.author_positions} AS one
    ORDER BY one.institution
  } AS printed
ORDER BY id
