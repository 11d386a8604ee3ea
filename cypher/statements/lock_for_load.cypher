// Taking the write lock of the one Model node lets one load run at a time; nothing is meant to stay written.
MATCH (m:Model {id: 'tiegraph'})
SET m.id = m.id
RETURN m.id AS id
