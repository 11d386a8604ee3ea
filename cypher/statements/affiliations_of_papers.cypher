UNWIND $ids AS id
MATCH (p:Paper {id: id})
RETURN id, p.unplaced_affiliations AS unplaced_affiliations, p.unplaced_bases AS unplaced_bases,
    p.unplaced_read_as AS unplaced_read_as,
    [(p)<-[w:AUTHORED]-(a:Author) | {
        author: a.id, position: w.position, raw_affiliations: w.raw_affiliations, bases: w.bases, read_as: w.read_as,
        publisher_ids: w.publisher_ids, publisher_countries: w.publisher_countries
    }] AS places
