MATCH (i:Institution)
WITH i, EXISTS { (i)<-[link:TARGETS]-(:Designation) WHERE link.judgement IN ['auto', 'confirmed'] } AS listed
WHERE listed <> (i:Designated)
FOREACH (_ IN CASE WHEN listed THEN [1] ELSE [] END | SET i:Designated)
FOREACH (_ IN CASE WHEN listed THEN [] ELSE [1] END | REMOVE i:Designated)
RETURN count(i) AS changed
