// Whether one of the listings that may be in force (`current`) surely is; null where there is none.
CASE any(period IN current WHERE period.sure) WHEN true THEN 'in force' WHEN false THEN 'undetermined' END
