MERGE (m:Model {id: 'tiegraph'})
ON CREATE SET m.version = $version, m.purpose = $purpose
RETURN m.purpose AS purpose
