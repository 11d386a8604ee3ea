// How two sides stand on a paper, from the people of each (`our_people`, `their_people`): joint, bridged, dual or unknown.
CASE
  WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
  WHEN all(person IN our_people + their_people WHERE person = our_people[0]) THEN 'dual'
  WHEN any(person IN our_people WHERE NOT person IN their_people)
    AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
  ELSE 'bridged'
END
