// How two countries stand on a paper, from the people of each (`our_people`, `their_people`).
CASE
  WHEN size(our_people) = 0 OR size(their_people) = 0 THEN 'unknown'
  WHEN size(our_people) = 1 AND our_people = their_people THEN 'dual'
  WHEN any(person IN our_people WHERE NOT person IN their_people)
    AND any(person IN their_people WHERE NOT person IN our_people) THEN 'joint'
  ELSE 'bridged'
END
