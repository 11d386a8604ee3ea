// Countries that publish with the DPRK, per year
//
// question: With which countries does the DPRK publish, year by year?
// family: study
// since: 0.1.0
// tags: [co-authorship, countries, years]
// parameters: [include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: year, type: integer, meaning: "Year of publication; empty where the papers' dates leave it open"}
//   - {name: country, type: text, meaning: "Partner country (ISO 3166-1 alpha-2)"}
//   - {name: country_name, type: text, meaning: "Its name; its code where no institution of it is loaded"}
//   - {name: papers, type: integer, meaning: "Papers that print the DPRK and this country, and are not dual only. Do not add countries up as a paper can have several"}
//   - {name: joint, type: integer, meaning: "Of them: at least one person for each country who does not sign for the other"}
//   - {name: dual_only, type: integer, meaning: "Further papers on which one person signs for both countries, and nobody else for either; not in papers"}
//   - {name: unknown_map, type: integer, meaning: "Of papers: those that do not say which author belongs to one of the two"}
//   - {name: retracted, type: integer, meaning: "Of papers: retracted since"}
//   - {name: dois, type: texts, meaning: "At most five DOIs as examples, oldest first"}
//   - {name: paper_ids, type: texts, meaning: "Ids of all papers counted", shown: false}
//   - {name: dual_ids, type: texts, meaning: "Ids of the papers under dual_only", shown: false}
// sentence: >-
//   {year}: {papers:paper} with {country_name}, of them {joint} joint and {unknown_map} with an unknown map of authors; on
//   {dual_only} more one person signs for both countries.
// when_empty: No paper that was searched prints the DPRK together with another country.
// caveats:
//   - Countries are read from the affiliation strings, also where no institution was recognised in them; but of an author with an inferred string, without include_inferred, only those of the institutions recognised in the other strings. Nothing is said about anybody's nationality.
//   - A paper is counted in the year it was published. Years that only some source fills in can be too early or too late.
// beside: [coverage]

// Papers that print the DPRK: an institution there, or the country in an author's string. Country codes are the
// author's, not the string's, so one inferred string makes all of them uncertain.
CALL () {
  MATCH (dprk:Institution {country: 'KP'})<-[at:LISTS]-(paper:Paper)
  WHERE $include_inferred OR any(basis IN at.bases WHERE basis <> 'inferred')
  RETURN paper
  UNION
  CALL db.index.fulltext.queryRelationships('search AUTHORED', 'KP') YIELD relationship AS signs
  WITH signs, endNode(signs) AS paper
  WHERE $include_inferred OR all(basis IN signs.bases WHERE basis <> 'inferred')
  MATCH (paper:Paper)
  RETURN paper
}
WITH paper
WHERE coalesce(paper.n_authors, 0) + CASE WHEN paper.authors_source STARTS WITH 'truncated' THEN 1 ELSE 0 END <= $max_authors
  AND ($topic IS NULL
    OR any(term IN $topic WHERE toLower(paper.title) CONTAINS term OR toLower(paper.field) CONTAINS term)
    OR EXISTS {
      MATCH (paper)-[:ABOUT]->(topic:Topic)
      WHERE any(term IN $topic WHERE toLower(topic.name) CONTAINS term OR toLower(topic.subfield) CONTAINS term)
    })
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
WITH paper, [one IN sides WHERE one.country <> 'KP'] AS partners, [one IN sides WHERE one.country = 'KP'][0].people AS dprk_people
UNWIND partners AS side
WITH paper, side.country AS country, side.people AS partner_people, dprk_people
WITH paper, country,
  CASE WHEN paper.date_min.year = paper.date_max.year THEN paper.date_min.year END AS year,
  CASE
    WHEN size(partner_people) = 0 OR size(dprk_people) = 0 THEN 'unknown'
    WHEN size(partner_people) = 1 AND partner_people = dprk_people THEN 'dual'
    WHEN any(person IN partner_people WHERE NOT person IN dprk_people)
      AND any(person IN dprk_people WHERE NOT person IN partner_people) THEN 'joint'
    ELSE 'bridged'
  END AS kind
ORDER BY paper.date_min, paper.id
WITH year, country, collect({paper: paper, kind: kind}) AS found
WITH year, country, [one IN found WHERE one.kind <> 'dual'] AS counted, [one IN found WHERE one.kind = 'dual'] AS dual
OPTIONAL MATCH (land:Country {code: country})

RETURN
  year,
  country,
  coalesce(land.name, country) AS country_name,
  size(counted) AS papers,
  size([one IN counted WHERE one.kind = 'joint']) AS joint,
  size(dual) AS dual_only,
  size([one IN counted WHERE one.kind = 'unknown']) AS unknown_map,
  size([one IN counted WHERE one.paper.retracted]) AS retracted,
  [one IN counted + dual WHERE one.paper.doi IS NOT NULL | one.paper.doi][0..5] AS dois,
  [one IN counted | one.paper.id] AS paper_ids,
  [one IN dual | one.paper.id] AS dual_ids,
  COLLECT {
    UNWIND (counted + dual)[0..$max_paths] AS one
    // From the paper, not from the country with its thousands of institutions.
    WITH one.paper AS paper
    MATCH path = (home:Country)<-[:LOCATED_IN]-(partner:Institution)<-[:LISTS]-(paper)-[:LISTS]->(dprk:Institution)
    WHERE dprk.country = 'KP' AND home = land
    RETURN path ORDER BY paper.date_min, paper.id, partner.id, dprk.id LIMIT $max_paths
  } AS paths
ORDER BY year, papers DESC, dual_only DESC, country
LIMIT coalesce($limit, 1000000)
