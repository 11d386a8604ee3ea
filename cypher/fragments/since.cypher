// The first and last day on which the earliest of the listings in force (`current`) can have begun.
CASE WHEN any(period IN current WHERE period.from_min IS NULL) THEN null
  ELSE reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_min < day THEN period.from_min ELSE day END)
END AS listed_since_min,
reduce(day = null, period IN current | CASE WHEN day IS NULL OR period.from_max < day THEN period.from_max ELSE day END) AS listed_since_max,
