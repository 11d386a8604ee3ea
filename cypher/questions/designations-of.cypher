// Designations of an institution
//
// question: On which control lists does this institution stand, what made the match, and which rules cover its country or kind?
// family: institution
// since: 0.1.0
// tags: [lists, rules, evidence]
// parameters: [institution, as_of, {name: links, default: probable}, roll_up, max_paths, limit]
// columns:
//   - {name: state, type: text, meaning: "As of the day asked for, or of the last file: in force, ended, not yet, or undetermined"}
//   - {name: source, type: text, meaning: "Id of the list or rule"}
//   - {name: by, type: text, meaning: "name: an entry names the institution. rule: a legal measure covers its country or kind, whoever it is"}
//   - {name: title, type: text, meaning: "Its title"}
//   - {name: nature, type: text, meaning: "What the list is in law; empty for a rule"}
//   - {name: entry, type: text, meaning: "Name of the entry as printed; for a rule, what of the institution it covers"}
//   - {name: relation, type: text, meaning: "How the institution stands to the entry: same body, unit of a listed body (roll_up), perhaps the same body, perhaps a part"}
//   - {name: since_min, type: date, meaning: "First day on which it can have begun; empty where not known"}
//   - {name: since_max, type: date, meaning: "Last day on which it can have begun"}
//   - {name: until_min, type: date, meaning: "First day on which it can have ended; empty where no end is known"}
//   - {name: until_max, type: date, meaning: "Last day on which it can have ended"}
//   - {name: restricts, type: text, meaning: "What the list or rule restricts"}
//   - {name: requirement, type: text, meaning: "What needs a licence for this entry, as printed", shown: false}
//   - {name: policy, type: text, meaning: "How licence applications are reviewed, as printed", shown: false}
//   - {name: reason, type: text, meaning: "Reason as printed", shown: false}
//   - {name: citation, type: text, meaning: "Notice that the beginning rests on"}
//   - {name: method, type: text, meaning: "How entry and institution were found to be one"}
//   - {name: score, type: number, meaning: "0 to 1; orders matches and is no probability"}
//   - {name: evidence, type: text, meaning: "The reasons for the match in words"}
//   - {name: judgement, type: text, meaning: "auto, confirmed or unsure; rejected matches are left out"}
//   - {name: designation, type: text, meaning: "Id of the entry", shown: false}
//   - {name: addresses, type: texts, meaning: "Addresses as printed, or where the rule was read", shown: false}
// split:
//   column: by
//   headings:
//     rule: Rules that cover its country or kind
//   none:
//     name: "By name: no list entry that was loaded was found to name it"
//     rule: "By category: no rule that was loaded covers its country or kind"
// sentence: >-
//   State: {state}. {title} ({source}), from {since}[ to {until}]. {entry}: {relation}; {evidence}
// when_empty: No list entry that was loaded was found to name this institution, and no rule that was loaded covers its country or kind.
// caveats:
//   - A rule is shown because it covers a country or a kind of body. Whether it applies to a given act is not assessed.
//   - An entry on a part of an institution does not list the whole, nor the other way round.
//   - >-
//     An entry that newer files lack, and whose name says that it is a subordinate or affiliated body of one that still
//     stands, is undetermined: that entry may name the body, which is to be read there. All questions keep it, and their
//     column listing says so.
// beside: [coverage]

MATCH (body:Institution {id: $institution})
CALL (body) {
  MATCH way = (body)-[:PART_OF*0..3]->(whole:Institution)<-[link:TARGETS|MAY_TARGET]-(entry:Designation)
      -[on:ON_LIST]->(list:ControlList)
  WHERE ($roll_up OR whole = body)
    AND (type(link) = 'TARGETS' AND link.judgement IN ['auto', 'confirmed']
      OR $links = 'probable' AND link.judgement <> 'rejected')
  // A name that the entry got later does not make its bearer listed since the entry began.
  WITH body, way, whole, link, entry, on, list,
    date(left(entry.names_seen[0], 10)) AS entry_seen,
    [seen IN entry.names_seen WHERE substring(seen, 11) = coalesce(link.entry_name, entry.name) | date(left(seen, 10))][0]
      AS name_seen
  WITH *, coalesce(name_seen > entry_seen, false) AS named_later
  RETURN
    'name' AS by, list.id AS source, list.title AS title, list.nature AS nature, entry.name AS entry,
    CASE
      WHEN link.relation = 'part of' THEN 'perhaps a part'
      WHEN type(link) = 'TARGETS' AND link.judgement <> 'unsure' THEN 'same body'
      ELSE 'perhaps the same body'
    END + CASE WHEN whole = body THEN '' ELSE ' as ' + whole.name + ', of which this is a unit' END AS relation,
    CASE WHEN named_later AND coalesce(on.from_min < entry_seen, true) THEN entry_seen ELSE on.from_min END AS since_min,
    CASE WHEN named_later AND coalesce(on.from_max < name_seen, true) THEN name_seen ELSE on.from_max END AS since_max,
    on.to_min AS until_min, on.to_max AS until_max,
    CASE WHEN on.from_max IS NULL AND NOT named_later THEN entry.first_file END AS had,
    // The end of a unit is left open where its parent's entry, which its name begins with, may name it.
    CASE WHEN on.gone_by IS NOT NULL AND on.to_max IS NULL
      THEN COLLECT {
        MATCH (list)<-[kept:ON_LIST]-(whole_entry:Designation)
        WHERE kept.to_max IS NULL AND whole_entry <> entry AND entry.name STARTS WITH whole_entry.name
          AND NOT substring(entry.name, size(whole_entry.name), 1) =~ '[\\p{L}\\p{N}]'
        RETURN whole_entry.name ORDER BY size(whole_entry.name) DESC, whole_entry.id
      }[0]
    END AS within,
    list.restricts AS restricts, entry.licence_requirement AS requirement, entry.licence_policy AS policy,
    entry.reason AS reason, on.citation AS citation,
    link.method AS method, link.score AS score, link.evidence AS evidence, link.judgement AS judgement,
    entry.id AS designation, coalesce(entry.addresses, []) AS addresses,
    coalesce($as_of, list.as_of, list.seen_in) AS day, [way] AS ways
  UNION
  MATCH (rule:Rule)
  WHERE (rule.countries IS NULL OR body.country IN rule.countries)
    AND (rule.kinds IS NULL OR body.kind IN rule.kinds)
    AND (rule.countries IS NOT NULL OR rule.kinds IS NOT NULL)
  RETURN
    'rule' AS by, rule.id AS source, rule.title AS title, null AS nature,
    CASE WHEN rule.countries IS NULL THEN '' ELSE 'country ' + body.country END
      + CASE WHEN rule.countries IS NULL OR rule.kinds IS NULL THEN '' ELSE ', ' END
      + CASE WHEN rule.kinds IS NULL THEN '' ELSE 'kind ' + body.kind END AS entry,
    'covered' AS relation,
    rule.from_min AS since_min, rule.from_max AS since_max, rule.to_min AS until_min, rule.to_max AS until_max,
    null AS had, null AS within, rule.restricts AS restricts, null AS requirement, null AS policy, null AS reason, null AS citation,
    'country or kind' AS method, null AS score, coalesce('leaves free: ' + rule.exempts, 'what it leaves free was not recorded here') AS evidence,
    null AS judgement, null AS designation, coalesce(rule.addresses, []) AS addresses,
    coalesce($as_of, COLLECT {
      MATCH (control:ControlList) WHERE control.as_of IS NOT NULL RETURN control.as_of ORDER BY control.as_of DESC
    }[0]) AS day, [] AS ways
}

RETURN
  CASE
    WHEN since_min > day THEN 'not yet'
    // A list's end is the first day without the entry, a rule's is the last day in force.
    WHEN until_max < day OR until_max = day AND by = 'name' THEN 'ended'
    WHEN until_min < day OR until_min = day AND by = 'name' THEN 'undetermined'
    // What the last file prints has begun, whatever the day; so has what a whole file had by then, without a date.
    WHEN $as_of IS NULL OR coalesce(since_max, had) <= day THEN 'in force'
    ELSE 'undetermined'
  END AS state,
  source,
  by,
  title,
  nature,
  entry,
  relation,
  since_min,
  since_max,
  until_min,
  until_max,
  restricts,
  requirement,
  policy,
  reason,
  citation,
  method,
  score,
  CASE
    WHEN within IS NULL OR until_min > day THEN evidence
    ELSE 'Files from ' + toString(until_min) + ' on have no entry of this name any more, and one named “' + within + '”: read there whether it names the body. ' + evidence
  END AS evidence,
  judgement,
  designation,
  addresses,
  ways[0..$max_paths] AS paths
ORDER BY by, relation, source, designation, since_min, until_min
LIMIT coalesce($limit, 1000000)
