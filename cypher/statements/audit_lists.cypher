// Each list's entries by state and kind, and how far those that are compared with institutions are settled: all but
// persons, vessels and aircraft, so also those of which the list does not say what they are.
// An entry is in force as `coverage` counts it: on the day of the last file of the list's authority that was loaded.
// An entry is an address only where it bears a number in place of a name, or is named like one of its addresses.
MATCH (list:ControlList)
CALL (list) {
    OPTIONAL MATCH (entry:Designation {list: list.id})
    WITH entry, coalesce(list.as_of, list.seen_in) AS day,
        NOT coalesce(entry.kind, 'unknown') IN ['person', 'vessel', 'aircraft'] AS compared,
        coalesce(entry.name =~ '(?i)address(es)? *(no[.]?)? *[0-9]+[a-z]?( *[,:;(…–—-].*)?', false)
            OR any(address IN coalesce(entry.addresses, []) WHERE toLower(address) = toLower(entry.name)) AS address_only
    WITH entry, compared, address_only,
        EXISTS {
            (entry)-[on:ON_LIST]->(:ControlList)
            WHERE coalesce(on.from_min <= day, true) AND coalesce(on.to_max > day, true)
        } AS in_force,
        EXISTS { (entry)-[on:ON_LIST]->(:ControlList) WHERE on.from_min IS NOT NULL OR on.from_max IS NOT NULL } AS dated,
        CASE
            WHEN NOT compared THEN null
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
        CASE WHEN compared THEN COUNT {
            (entry)-[link:MAY_TARGET {relation: 'same body'}]->(:Institution) WHERE link.judgement IN ['auto', 'unsure']
        } ELSE 0 END AS candidates
    RETURN count(entry) AS entries,
        count(CASE WHEN in_force THEN entry END) AS in_force,
        count(CASE WHEN NOT dated THEN entry END) AS without_date,
        count(CASE WHEN entry.kind = 'person' THEN entry END) AS persons,
        count(CASE WHEN entry.kind IN ['vessel', 'aircraft'] THEN entry END) AS vessels,
        count(CASE WHEN entry.kind = 'organisation' THEN entry END) AS bodies,
        count(CASE WHEN compared AND coalesce(entry.kind, '') <> 'organisation' THEN entry END) AS kind_unknown,
        count(CASE WHEN address_only THEN entry END) AS address_only,
        count(CASE WHEN candidates > 1 THEN entry END) AS several,
        count(CASE WHEN settled = 'record' THEN entry END) AS on_record,
        count(CASE WHEN settled = 'review' THEN entry END) AS to_review,
        count(CASE WHEN settled = 'own' THEN entry END) AS own,
        count(CASE WHEN settled = 'none' THEN entry END) AS unmatched,
        collect(CASE WHEN compared AND NOT address_only THEN toLower(entry.name) END) AS names
}
// Entries that the last file lacks, while it has one that their name begins with: `designations-of` says so of each.
CALL (list) {
    MATCH (list)<-[on:ON_LIST]-(gone:Designation)
    WHERE on.gone_by IS NOT NULL AND NOT EXISTS { (gone)-[later:ON_LIST]->(list) WHERE later.period > on.period }
    WITH list, collect(gone) AS all_gone
    MATCH (list)<-[kept:ON_LIST]-(whole_entry:Designation)
    WHERE kept.to_max IS NULL AND any(gone IN all_gone WHERE gone.name STARTS WITH whole_entry.name)
    UNWIND all_gone AS gone
    WITH gone, whole_entry
    WHERE gone <> whole_entry AND gone.name STARTS WITH whole_entry.name
      AND NOT substring(gone.name, size(whole_entry.name), 1) =~ '[\\p{L}\\p{N}]'
    RETURN count(DISTINCT gone) AS within_others
}
CALL (names) {
    UNWIND names AS name
    WITH name, count(*) AS bearers
    RETURN sum(CASE WHEN bearers > 1 THEN bearers ELSE 0 END) AS same_name
}
RETURN list.id AS list, list.title AS title, list.nature AS nature, list.first_as_of AS first_as_of, list.as_of AS as_of,
    list.seen_in AS seen_in, list.refresh_days AS refresh_days, list.ended_on AS ended_on, entries, in_force, without_date,
    persons, vessels, bodies, kind_unknown, address_only, same_name, several, on_record, to_review, own, unmatched, within_others
ORDER BY list
