// Fields of application by words
//
// question: In which fields of application do papers of this country lie, by the words of their titles and topics?
// family: study
// since: 0.2.0
// tags: [topics, fields]
// parameters: [home, country, first_year, last_year, include_inferred, topic, max_authors, max_paths, limit]
// columns:
//   - {name: field, type: text, meaning: "Field of application"}
//   - {name: papers, type: integer, meaning: "Papers with one of its words. Do not add rows up as a paper can lie in several fields"}
//   - {name: international, type: integer, meaning: "Of them: papers that print another country too"}
//   - {name: found, type: texts, meaning: "The words that were found, most papers first"}
//   - {name: countries, type: texts, meaning: "The other countries (ISO 3166-1 alpha-2), most papers first"}
//   - {name: first, type: date, meaning: "First day on which the earliest can have been published"}
//   - {name: last, type: date, meaning: "Last day on which the latest can have been published"}
//   - {name: dois, type: texts, meaning: "At most five DOIs as examples, oldest first"}
//   - {name: paper_ids, type: texts, meaning: "Ids of the papers", shown: false}
// sentence: "{field}: {papers:paper}, {international} of them with another country; found by {found}."
// when_empty: No paper of this country that was searched has a word of these fields in its title, field or OpenAlex topics.
// caveats:
//   - A field is found by words, which stand in the statement. A paper that does not use them is missed; a title can name a field that the paper only mentions.
//   - What a paper could be used for is not what it is used for. Nothing here says that anybody applies the work.
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
WITH paper, [one IN sides WHERE one.country <> $home | one.country] AS countries
WHERE $country IS NULL OR $country IN countries
WITH paper, countries, toLower(coalesce(paper.title, '') + ' | ' + coalesce(paper.field, '') + ' | ')
  + reduce(words = '', one IN COLLECT {
    MATCH (paper)-[:ABOUT]->(topic:Topic)
    RETURN toLower(topic.name + ' | ' + coalesce(topic.subfield, '')) AS words ORDER BY words
  } | words + one + ' | ') AS text
UNWIND [
  {field: 'aerospace', words: ['aerospace', 'aircraft', 'airfoil', 'spacecraft', 'satellite', 'rocket', 'missile',
    'unmanned aerial', 'uav', 'drone', 'hypersonic', 'supersonic']},
  {field: 'cybersecurity', words: ['cyber', 'malware', 'intrusion detection', 'encryption', 'cryptograph',
    'network security', 'information security', 'steganograph', 'watermark']},
  {field: 'medicine', words: ['medical', 'clinical', 'disease', 'cancer', 'patient', 'covid', 'diagnosis of', 'medicine']},
  {field: 'navigation and positioning', words: ['navigation', 'gps', 'gnss', 'satellite positioning', 'inertial']},
  {field: 'nuclear technology', words: ['nuclear reactor', 'nuclear power', 'nuclear fuel', 'reactor core', 'core loading',
    'water reactor', 'uranium', 'plutonium', 'neutron', 'radioactive']},
  {field: 'robotics', words: ['robot', 'manipulator', 'autonomous vehicle', 'unmanned vehicle', 'unmanned ground']},
  {field: 'telecommunications', words: ['telecommunication', 'wireless', 'antenna', 'mimo', 'mobile communication',
    'cognitive radio', 'radio access', 'radio frequency', 'optical communication', 'channel estimation']},
  {field: 'textiles', words: ['textile', 'yarn', 'weaving', 'knitt', 'garment', 'clothing', 'dyeing']}
] AS one
WITH paper, countries, one.field AS field, [word IN one.words WHERE text CONTAINS word] AS words
WHERE size(words) > 0
WITH field, paper, countries, words
ORDER BY paper.date_min, paper.id
WITH field, collect(paper) AS all_papers, collect(countries) AS countries_of, collect(words) AS words_of,
  min(paper.date_min) AS first, max(paper.date_max) AS last

RETURN
  field,
  size(all_papers) AS papers,
  size([codes IN countries_of WHERE size(codes) > 0]) AS international,
  COLLECT {
    UNWIND words_of AS some
    UNWIND some AS word
    WITH word, count(*) AS times
    RETURN word ORDER BY times DESC, word
  } AS found,
  COLLECT {
    UNWIND countries_of AS codes
    UNWIND codes AS code
    WITH code, count(*) AS times
    RETURN code ORDER BY times DESC, code
  } AS countries,
  first,
  last,
  [paper IN all_papers WHERE paper.doi IS NOT NULL | paper.doi][0..5] AS dois,
  [paper IN all_papers | paper.id] AS paper_ids,
  // <star shown=all_papers>
  COLLECT {
    UNWIND all_papers[0..$max_paths] AS paper
    MATCH path = (paper)-[:LISTS]->(body:Institution)
    RETURN path ORDER BY paper.date_min, paper.id, body.id LIMIT $max_paths
  } AS paths
  // </star>
ORDER BY papers DESC, field
LIMIT coalesce($limit, 1000000)
