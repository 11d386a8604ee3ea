// Whether a paper came before or after `periods` on a list: before, after, or undetermined.
CASE
  WHEN any(period IN periods WHERE paper.date_min >= period.from_max AND (period.to_min IS NULL OR paper.date_max < period.to_min))
    THEN 'after'
  WHEN all(period IN periods WHERE paper.date_max < period.from_min OR paper.date_min >= period.to_max)
    THEN CASE WHEN any(period IN periods WHERE paper.date_max < period.from_min) THEN 'before' ELSE 'after' END
  ELSE 'undetermined'
END
