// The newest files that brought these list entries.
UNWIND $ids AS id
MATCH (entry:Designation {id: id})
CALL (entry) {
  MATCH (load:Load)
  WHERE load.id IN entry.loads AND NOT load.state IN ['unloaded', 'superseded']
  RETURN load ORDER BY load.as_of DESC, load.started DESC LIMIT 1
}
RETURN id, load.files AS files, load.as_of AS as_of, load.source AS source
ORDER BY id
