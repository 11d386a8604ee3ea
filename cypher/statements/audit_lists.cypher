// Each list's entries by state and kind, and how far its bodies are settled. Bodies: all but persons, vessels, aircraft.
// An entry is in force as `coverage` counts it: on the day of the last file of the list's authority that was loaded.
MATCH (list:ControlList)
CALL (list) {
    OPTIONAL MATCH (entry:Designation {list: list.id})
    WITH entry, coalesce(list.as_of, list.seen_in) AS day,
        NOT coalesce(entry.kind, 'unknown') IN ['person', 'vessel', 'aircraft'] AS body,
        coalesce(entry.name =~ '(?i)address(es)? [0-9]+.*', false) AS address_only
    WITH entry, body, address_only,
        EXISTS {
            (entry)-[on:ON_LIST]->(:ControlList)
            WHERE coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
        } AS in_force,
        EXISTS { (entry)-[on:ON_LIST]->(:ControlList) WHERE on.from_min IS NOT NULL OR on.from_max IS NOT NULL } AS dated,
        CASE
            WHEN NOT body THEN null
            WHEN EXISTS {
                (entry)-[link:TARGETS]->(known:Institution)
                WHERE link.judgement IN ['auto', 'confirmed'] AND NOT known.id STARTS WITH 'lst:'
            } THEN 'record'
            WHEN EXISTS { (entry)-[link:MAY_TARGET]->(:Institution) WHERE link.judgement IN ['auto', 'unsure'] } THEN 'review'
            WHEN EXISTS {
                (entry)-[link:TARGETS]->(:Institution) WHERE link.judgement IN ['auto', 'confirmed']
            } THEN 'own'
            ELSE 'none'
        END AS settled,
        CASE WHEN body THEN COUNT {
            (entry)-[link:MAY_TARGET {relation: 'same body'}]->(:Institution) WHERE link.judgement IN ['auto', 'unsure']
        } ELSE 0 END AS candidates
    RETURN count(entry) AS entries,
        count(CASE WHEN in_force THEN entry END) AS in_force,
        count(CASE WHEN NOT dated THEN entry END) AS without_date,
        count(CASE WHEN entry.kind = 'person' THEN entry END) AS persons,
        count(CASE WHEN entry.kind IN ['vessel', 'aircraft'] THEN entry END) AS vessels,
        count(CASE WHEN body THEN entry END) AS bodies,
        count(CASE WHEN address_only THEN entry END) AS address_only,
        count(CASE WHEN candidates > 1 THEN entry END) AS several,
        count(CASE WHEN settled = 'record' THEN entry END) AS on_record,
        count(CASE WHEN settled = 'review' THEN entry END) AS to_review,
        count(CASE WHEN settled = 'own' THEN entry END) AS own,
        count(CASE WHEN settled = 'none' THEN entry END) AS nobody
}
CALL (list) {
    OPTIONAL MATCH (entry:Designation {list: list.id})
    WHERE NOT coalesce(entry.kind, 'unknown') IN ['person', 'vessel', 'aircraft']
        AND NOT entry.name =~ '(?i)address(es)? [0-9]+.*'
    WITH toLower(entry.name) AS name, count(entry) AS bearers
    RETURN sum(CASE WHEN bearers > 1 THEN bearers ELSE 0 END) AS same_name
}
RETURN list.id AS list, list.title AS title, list.nature AS nature, list.first_as_of AS first_as_of, list.as_of AS as_of,
    list.seen_in AS seen_in, list.refresh_days AS refresh_days, entries, in_force, without_date, persons, vessels, bodies,
    address_only, same_name, several, on_record, to_review, own, nobody
ORDER BY list
