OPTIONAL MATCH (m:Model {id: 'tiegraph'})
RETURN m.version AS version, m.purpose AS purpose, COUNT { () } AS nodes
