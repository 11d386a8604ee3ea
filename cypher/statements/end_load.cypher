MATCH (l:Load {id: $load})
SET l.state = 'unloaded'
