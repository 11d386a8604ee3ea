// The first and last day on which the earliest of the listings in force (`current`) can have begun, and whether one of
// them was surely in force (`listing`; null where there is none).
CASE WHEN any(period IN current WHERE period.from_min IS NULL) THEN null
  ELSE reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_min < day THEN period.from_min ELSE day END)
END AS listed_since_min,
reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_max < day THEN period.from_max ELSE day END) AS listed_since_max,
// <sure>
CASE any(period IN current WHERE period.sure) WHEN true THEN 'in force' WHEN false THEN 'undetermined' END
// </sure>
AS listing,
