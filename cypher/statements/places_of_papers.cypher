UNWIND $ids AS id
MATCH (p:Paper {id: id})
RETURN id, p.corrections AS corrections, p.unplaced_affiliations AS unplaced_affiliations,
    [(p)<-[w:AUTHORED]-(a:Author) | {
        author: a.id, name: a.name, openalex: a.openalex, position: w.position, raw_name: w.raw_name,
        attributed_to: w.attributed_to, raw_affiliations: w.raw_affiliations
    }] AS places
