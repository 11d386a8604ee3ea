UNWIND $ids AS id
MATCH (p:Paper {id: id})
RETURN id, properties(p) AS properties,
    [(p)<-[w:AUTHORED]-(a:Author) | {author: properties(a), place: properties(w)}] AS authors,
    [(p)-[about:ABOUT]->(t:Topic) | {topic: properties(t), score: about.score}] AS topics,
    [(p)-[:FUNDED_BY]->(f:Funder) | properties(f)] AS funders
