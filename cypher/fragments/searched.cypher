// Papers that max_authors and topic let through.
// <short>
// </short>
AND ($topic IS NULL
  OR any(term IN $topic WHERE toLower(paper.title) CONTAINS term OR toLower(paper.field) CONTAINS term)
  OR EXISTS {
    MATCH (paper)-[:ABOUT]->(topic:Topic)
    WHERE any(term IN $topic WHERE toLower(topic.name) CONTAINS term OR toLower(topic.subfield) CONTAINS term)
  })
