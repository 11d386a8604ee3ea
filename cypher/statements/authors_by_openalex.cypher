// Persons known by ORCID who carry one of these OpenAlex ids: all persons are passed over once.
MATCH (author:Author)
WHERE author.openalex IN $ids
RETURN author.openalex AS openalex, author.id AS id
ORDER BY openalex, id
