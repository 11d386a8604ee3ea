// A paper by whose field or topic it may be of what a rule leaves free: null where the rule names no fields.
any(term IN rule.exempt_fields WHERE toLower(paper.field) CONTAINS term
  OR EXISTS {
    MATCH (paper)-[:ABOUT]->(topic:Topic)
    WHERE toLower(topic.field) CONTAINS term OR toLower(topic.subfield) CONTAINS term OR toLower(topic.name) CONTAINS term
  })
