MATCH (l:Load {state: 'running'})
SET l.state = 'stopped'
