// The files of each list's authority, and the window of days that the whole ones span.
UNWIND $rows AS row
MATCH (c:ControlList {id: row.list})
SET c.dated_by = row.dated_by, c.read_in_part = row.in_part, c.first_as_of = row.first, c.as_of = row.last
