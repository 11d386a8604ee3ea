OPTIONAL MATCH (m:Model {id: 'tiegraph'})
OPTIONAL MATCH (by:Model {id: 'corrections'})
RETURN m.version AS version, m.purpose AS purpose, by.corrections AS corrections, COUNT { () } AS nodes
