// Stopped loads of a source whose files a load has now read to the end.
MATCH (done:Load {id: $load})
MATCH (l:Load {state: 'stopped', source: done.source})
WHERE all(digest IN l.sha256 WHERE digest IN done.sha256)
SET l.state = 'superseded', l.superseded_by = done.id
