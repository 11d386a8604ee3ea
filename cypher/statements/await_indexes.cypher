CALL db.awaitIndexes(36000)
