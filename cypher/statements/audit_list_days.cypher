// How current each list is: the last whole file of its authority, else another file that contains it.
MATCH (list:ControlList)
RETURN list.id AS list, list.as_of AS as_of, list.seen_in AS seen_in, list.refresh_days AS refresh_days,
    list.ended_on AS ended_on
ORDER BY list
