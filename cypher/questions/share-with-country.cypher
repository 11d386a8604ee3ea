// Share of one partner country, per year
//
// question: What share of a country's international papers is shared with one other country, year by year?
// family: study
// since: 0.2.0
// tags: [countries, years, shares]
// parameters: [home, {name: country, default: CN}, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: year, type: integer, meaning: "Year of publication; empty where the papers' dates leave it open"}
//   - {name: international, type: integer, meaning: "Papers that print the country and another one"}
//   - {name: with_country, type: integer, meaning: "Of them: papers that print the partner country and are not dual only"}
//   - {name: share, type: number, meaning: "with_country in per cent of international"}
//   - {name: joint, type: integer, meaning: "Of with_country: at least one person for each of the two who does not sign for the other"}
//   - {name: only_these_two, type: integer, meaning: "Of with_country: no third country"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for both countries, and nobody else for either; in international, not in with_country"}
//   - {name: unknown_map, type: integer, meaning: "Of with_country: those that do not say which author belongs to one of the two"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers under with_country", shown: false}
// sentence: >-
//   {year}: {with_country} of {international:international paper} with the partner country ({share} per cent)[; on
//   {dual_only} more one person signs for both].
// when_empty: No paper that was searched prints this country together with another one.
// caveats:
//   - The share is one of the papers loaded. Papers loaded because they print one partner make its share too large.
//   - Full counting; a paper of three countries counts once for each partner, so shares of several partners add up to more than a hundred.
// beside: [coverage]

// <country-papers>
CALL () {
  MATCH (:Institution {country: $home})<-[at:LISTS]-(paper:Paper)
  WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
  RETURN paper
  UNION
  CALL db.index.fulltext.queryRelationships('search AUTHORED', $home) YIELD relationship AS signs
  WITH signs, endNode(signs) AS paper
  WHERE $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred')
  MATCH (paper:Paper)
  RETURN paper
}
// </country-papers>
WITH paper
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
  AND
  // <years>
  coalesce(paper.date_max.year >= $first_year, true) AND coalesce(paper.date_min.year <= $last_year, true)
  // </years>
// <countries>
CALL (paper) {
  WITH [(author)-[signs:AUTHORED]->(paper) | [author, signs.position,
      CASE WHEN $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred') THEN coalesce(signs.country_codes, []) ELSE [] END]]
    AS signed,
    [(paper)-[at:LISTS]->(body:Institution)
      WHERE body.country IS NOT NULL AND ($include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred'))
      | [body.country,
        // <places>
        CASE
          WHEN $include_inferred OR NOT 'inferred' IN at.bases THEN at.author_positions
          ELSE [i IN range(0, size(at.bases) - 1) WHERE at.bases[i] <> 'inferred' | at.author_positions[i]]
        END
        // </places>
        , body]]
    AS printed
  WITH signed, printed, reduce(codes = [], code IN reduce(all = [one IN printed | one[0]], one IN signed | all + one[2])
    | CASE WHEN code IN codes THEN codes ELSE codes + code END) AS codes
  RETURN signed, [code IN codes | {
    country: code,
    people: reduce(people = [], one IN signed | CASE
      WHEN NOT one[0] IN people AND (code IN one[2] OR any(other IN printed WHERE other[0] = code AND one[1] IN other[1]))
        THEN people + one[0]
      ELSE people
    END),
    bodies: [one IN printed WHERE one[0] = code | one[2]]
  }] AS sides
}
// </countries>
WITH paper, [one IN sides WHERE one.country <> $home] AS others,
  coalesce([one IN sides WHERE one.country = $home][0].people, []) AS our_people
WHERE size(others) > 0
WITH paper, others, our_people, [one IN others WHERE one.country = $country][0] AS partner
WITH *, coalesce(partner.people, []) AS their_people
WITH paper, size(others) AS many,
  CASE WHEN paper.date_min.year = paper.date_max.year THEN paper.date_min.year END AS year,
  CASE WHEN partner IS NULL THEN 'elsewhere' ELSE
    // <country-kind>
    CASE
      WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
      WHEN size(our_people) = 1 AND our_people = their_people THEN 'dual'
      WHEN any(person IN our_people WHERE NOT person IN their_people)
        AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
      ELSE 'bridged'
    END
    // </country-kind>
  END AS kind
ORDER BY paper.date_min, paper.id
WITH year, collect({paper: paper, kind: kind, many: many}) AS found
WITH year, found, [one IN found WHERE NOT one.kind IN ['elsewhere', 'dual']] AS counted
WITH *, [one IN counted | one.paper] AS shared

RETURN
  year,
  size(found) AS international,
  size(counted) AS with_country,
  round(100.0 * size(counted) / size(found), 1) AS share,
  size([one IN counted WHERE one.kind = 'joint']) AS joint,
  size([one IN counted WHERE one.many = 1]) AS only_these_two,
  size([one IN found WHERE one.kind = 'dual']) AS dual_only,
  size([one IN counted WHERE one.kind = 'unknown']) AS unknown_map,
  [one IN counted | one.paper.id] AS paper_ids,
  // <star shown=shared>
  COLLECT {
    UNWIND shared[0..$max_paths] AS paper
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
  // </star>
ORDER BY year
LIMIT coalesce($limit, 1000000)
