// Papers with a country after a rule took effect
//
// question: Which papers of this country print a partner country after a rule took effect, and with which affiliations?
// family: study
// since: 0.2.0
// tags: [rules, countries, papers]
// parameters: [home, {name: country, default: KR}, rule, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: paper, type: text, meaning: "Id of the paper"}
//   - {name: title, type: text, meaning: "Title as printed"}
//   - {name: published_min, type: date, meaning: "First day on which it can have been published"}
//   - {name: published_max, type: date, meaning: "Last day on which it can have been published"}
//   - {name: published, type: text, meaning: "after the rule took effect, or undetermined where the dates leave it open; papers before it are left out"}
//   - {name: within_12_months, type: boolean, meaning: "Published within twelve months after it; the work may predate it"}
//   - {name: kind, type: text, meaning: "joint, bridged, dual or unknown: how the two countries stand on it"}
//   - {name: country, type: text, meaning: "The partner country (ISO 3166-1 alpha-2)"}
//   - {name: strings, type: texts, meaning: "Affiliation strings of those who print the partner country"}
//   - {name: home_strings, type: texts, meaning: "Affiliation strings of those who print this country"}
//   - {name: fields, type: texts, meaning: "Fields as a reader or OpenAlex gives them"}
//   - {name: retracted, type: boolean, meaning: "True where a source says it is retracted"}
//   - {name: doi, type: text, meaning: "DOI"}
//   - {name: address, type: text, meaning: "Where the record was read, for papers without DOI"}
//   - {name: people_ids, type: texts, meaning: "Ids of those who sign for the partner country", shown: false}
// sentence: >-
//   "{title}" ({published_min} to {published_max}, {paper}) prints both countries ({kind}) and is {published} the rule:
//   {strings}.
// when_empty: No paper that was searched prints both countries and can have been published after the rule took effect.
// caveats:
//   - Days are compared, no more. What a rule exempts, such as medical exchanges, is not told apart, and no one's permission is known.
//   - Papers that are dual only are shown, as one person with two affiliations is what the question is often about.
//   - An author with several strings is shown with all of them, also those of a third country.
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
OPTIONAL MATCH (rule:Rule {id: $rule})
WITH rule, paper
WHERE rule IS NOT NULL AND coalesce(paper.date_max >= rule.from_min, true)
  AND coalesce(paper.date_min.year <= $last_year, true)
  AND
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
WITH rule, paper, sides, coalesce([one IN sides WHERE one.country = $home][0].people, []) AS our_people
UNWIND [one IN sides WHERE one.country <> $home AND ($country IS NULL OR one.country = $country)] AS side
WITH rule, paper, our_people, side.people AS their_people, side.country AS country

RETURN
  paper.id AS paper,
  paper.title AS title,
  paper.date_min AS published_min,
  paper.date_max AS published_max,
  CASE WHEN paper.date_min >= rule.from_max THEN 'after' ELSE 'undetermined' END AS published,
  coalesce(paper.date_min >= rule.from_max AND paper.date_min < rule.from_max + duration({months: 12}), false) AS within_12_months,
  // <country-kind>
  CASE
    WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
    WHEN size(our_people) = 1 AND our_people = their_people THEN 'dual'
    WHEN any(person IN our_people WHERE NOT person IN their_people)
      AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
    ELSE 'bridged'
  END
  // </country-kind>
  AS kind,
  country,
  COLLECT {
    MATCH (paper)<-[signs:AUTHORED]-(author:Author)
    WHERE author IN their_people
    UNWIND signs.raw_affiliations AS string
    RETURN DISTINCT string ORDER BY string
  } AS strings,
  COLLECT {
    MATCH (paper)<-[signs:AUTHORED]-(author:Author)
    WHERE author IN our_people
    UNWIND signs.raw_affiliations AS string
    RETURN DISTINCT string ORDER BY string
  } AS home_strings,
  CASE WHEN paper.field IS NULL THEN [] ELSE [paper.field] END
    + COLLECT { MATCH (paper)-[:ABOUT]->(topic:Topic) RETURN DISTINCT topic.subfield AS subfield ORDER BY subfield } AS fields,
  coalesce(paper.retracted, false) AS retracted,
  paper.doi AS doi,
  paper.address AS address,
  COLLECT { UNWIND their_people AS person RETURN person.id AS id ORDER BY id } AS people_ids,
  (COLLECT {
    MATCH path = (author:Author)-[signs:AUTHORED]->(paper)
    WHERE author IN our_people + their_people
    RETURN path ORDER BY signs.position
  } + COLLECT {
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY body.id LIMIT $max_paths
  })[0..$max_paths] AS paths
ORDER BY published, published_min, paper, country
LIMIT coalesce($limit, 1000000)
