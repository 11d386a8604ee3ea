MATCH (body:Designated)
RETURN body.id AS id, body.name AS name, COUNT { (body)<-[:LISTS]-(:Paper) } AS papers
ORDER BY id
