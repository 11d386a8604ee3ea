// As many rows of as many texts, from the papers alone: to bring them to the client is most of the time.
MATCH (:Institution {id: $institution})<-[at:LISTS]-(p:Paper)
RETURN p.id AS paper, p.title AS title, p.date_min AS published_min, p.date_max AS published_max, p.venue AS venue,
  p.n_authors AS authors, at.raw_affiliations AS strings, at.bases AS bases, p.retracted AS retracted, p.doi AS doi,
  p.address AS address
ORDER BY published_min, paper
