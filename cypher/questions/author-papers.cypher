// Papers of a person
//
// question: Which papers are this person's, how are they signed, and who else stands on them?
// family: person
// since: 0.2.0
// tags: [people, papers]
// parameters: [author, as_of, links, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: author, type: text, meaning: "The person asked for"}
//   - {name: identity, type: text, meaning: "What makes the signatures one person: ORCID, a publisher's cluster (which can mix people), or a single signature"}
//   - {name: paper, type: text, meaning: "Id of the paper"}
//   - {name: title, type: text, meaning: "Title as printed"}
//   - {name: published_min, type: date, meaning: "First day on which it can have been published"}
//   - {name: published_max, type: date, meaning: "Last day on which it can have been published"}
//   - {name: signed_as, type: texts, meaning: "Name as signed"}
//   - {name: strings, type: texts, meaning: "Affiliation strings of the person as printed"}
//   - {name: authors, type: integer, meaning: "Length of the author list as far as known"}
//   - {name: countries, type: texts, meaning: "Countries of the institutions on the paper (ISO 3166-1 alpha-2)"}
//   - {name: listed, type: texts, meaning: "Institutions on it that stand on a control list, with the lists"}
//   - {name: retracted, type: boolean, meaning: "True where a source says it is retracted"}
//   - {name: doi, type: text, meaning: "DOI"}
// sentence: '"{title}" ({published}, {paper}), signed {signed_as}; listed institutions on it: {listed}.'
// when_empty: No paper of this person was searched.
// caveats:
//   - An ORCID that an aggregator attached can be wrong. Names as signed, places and fields that do not fit together are a sign of it.
//   - That a listed institution stands on the paper does not say that this person worked with it; papers-between and why show who signs for what.
//   - A publisher's cluster can mix people of one name; ask for namesakes.
// beside: [coverage]

MATCH (author:Author {id: $author})-[signs:AUTHORED]->(paper:Paper)
USING INDEX SEEK author:Author(id)
WHERE
  // <searched>
  // <short>
  coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  // </short>
  AND ($topic IS NULL
    OR any(term IN $topic WHERE toLower(paper.title) CONTAINS term OR toLower(paper.field) CONTAINS term)
    OR EXISTS {
      MATCH (paper)-[:ABOUT]->(topic:Topic)
      WHERE any(term IN $topic WHERE toLower(topic.name) CONTAINS term OR toLower(topic.subfield) CONTAINS term)
    })
  // </searched>
WITH author, paper, signs
ORDER BY signs.position
WITH author, paper, collect(signs) AS signatures
WITH *, COLLECT {
    MATCH (paper)-[at:LISTS]->(body:Institution)
    WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
    RETURN body ORDER BY body.name, body.id
  } AS bodies

RETURN
  author.name AS author,
  author.identity AS identity,
  paper.id AS paper,
  paper.title AS title,
  paper.date_min AS published_min,
  paper.date_max AS published_max,
  [one IN signatures | coalesce(one.raw_name, author.name)] AS signed_as,
  reduce(all = [], one IN signatures | all + coalesce(one.raw_affiliations, [])) AS strings,
  paper.n_authors AS authors,
  COLLECT { UNWIND bodies AS body WITH body WHERE body.country IS NOT NULL RETURN DISTINCT body.country AS code ORDER BY code } AS countries,
  COLLECT {
    UNWIND bodies AS body
    WITH body,
      // <lists>
      CASE WHEN body:Designated OR $links = 'probable' THEN COLLECT {
        MATCH (body)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)-[on:ON_LIST]->(control:ControlList)
        WITH link, entry, on, control, coalesce($as_of, control.as_of, control.seen_in) AS day
        WHERE
          // <holds>
          (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
              OR $links = 'probable' AND link.judgement <> 'rejected' AND coalesce(link.relation, 'same body') <> 'part of')
            AND coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
            // Not by a name that the entry got after that day.
            AND none(seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name)
              AND any(own IN entry.names_seen
                WHERE substring(own, 11) = entry.name AND left(own, 10) < left(seen, 10)
                  AND coalesce(date(left(own, 10)) > $as_of, false)))
          // </holds>
        RETURN DISTINCT control.id AS id ORDER BY id
      } ELSE [] END
      // </lists>
      AS lists
    WHERE size(lists) > 0
    RETURN body.name + ' (' + reduce(text = '', id IN lists | text + CASE text WHEN '' THEN '' ELSE ', ' END + id) + ')'
  } AS listed,
  coalesce(paper.retracted, false) AS retracted,
  paper.doi AS doi,
  (COLLECT {
    MATCH path = (author)-[:AUTHORED]->(paper)
    RETURN path ORDER BY signatures[0].position LIMIT 1
  } + COLLECT {
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY body.id LIMIT $max_paths
  })[0..$max_paths] AS paths
ORDER BY published_min, paper
LIMIT coalesce($limit, 1000000)
