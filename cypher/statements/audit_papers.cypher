// Papers by the source that brought them, and all of them under no source. A paper of two sources counts for each.
MATCH (paper:Paper)
WITH paper, paper.authors_source STARTS WITH 'truncated' AS cut,
    paper.date_max.year * 12 + paper.date_max.month - paper.date_min.year * 12 - paper.date_min.month AS months
WITH paper, coalesce(cut, false) AS cut, months,
    coalesce(paper.n_authors, 0) + CASE WHEN cut THEN 1 ELSE 0 END > $max_authors AS long,
    [hash IN coalesce(paper.hashes, []) | split(hash, '|')[0]] AS sources
UNWIND [null] + sources AS source
WITH DISTINCT paper, source, cut, months, long
WITH *, coalesce(paper.date_min, paper.date_max) AS date_min, coalesce(paper.date_max, paper.date_min) AS date_max
WITH source, paper, cut, months, long, CASE WHEN date_min IS NOT NULL THEN [date_min, date_max] END AS from_first,
    CASE WHEN date_min IS NOT NULL THEN [date_max, date_min] END AS from_last
WITH source, count(paper) AS papers, min(from_first) AS first, max(from_last) AS last,
    count(CASE WHEN paper.date_min IS NULL THEN paper END) AS undated,
    count(CASE WHEN months > 0 THEN paper END) AS year_only,
    count(CASE WHEN months = 0 AND paper.date_min <> paper.date_max THEN paper END) AS month_only,
    count(CASE WHEN coalesce(paper.n_authors, 0) = 0 THEN paper END) AS without_authors,
    count(CASE WHEN cut THEN paper END) AS cut_lists,
    count(CASE WHEN long THEN paper END) AS long_lists,
    count(CASE WHEN paper.retracted THEN paper END) AS retracted
RETURN source, papers, first[0] AS first_min, first[1] AS first_max, last[1] AS last_min, last[0] AS last_max, undated,
    year_only, month_only, without_authors, cut_lists, long_lists, retracted
ORDER BY source
