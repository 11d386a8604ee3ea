// Rank of a country in world totals
//
// question: Which rank and share has this country among all countries in the world totals that are loaded, year by year?
// family: world
// since: 0.2.0
// tags: [world totals, countries, years]
// parameters: [home, first_year, last_year, filter, max_paths, limit]
// columns:
//   - {name: counts, type: text, meaning: "What the totals count"}
//   - {name: period, type: text, meaning: "Year of publication, or all years asked for together"}
//   - {name: works, type: integer, meaning: "Works of the country by the totals"}
//   - {name: rank, type: integer, meaning: "Place among the countries, by number of works; countries of one number share a place"}
//   - {name: of, type: integer, meaning: "Countries with any works in the totals"}
//   - {name: world, type: integer, meaning: "Works of the world, where the totals have them"}
//   - {name: share, type: number, meaning: "Works in per cent of the world's"}
//   - {name: share_of_sum, type: number, meaning: "Works in per cent of all countries' numbers added up, in which a work of several countries counts once for each"}
//   - {name: largest, type: text, meaning: "The country with the most works (ISO 3166-1 alpha-2)"}
//   - {name: largest_works, type: integer, meaning: "Its works"}
//   - {name: retrieved, type: date, meaning: "Day on which the source was asked"}
//   - {name: origin, type: text, meaning: "Who counted, and who asked"}
//   - {name: totals, type: text, meaning: "The set of totals: source, day, filter", shown: false}
// sentence: >-
//   {period}, {counts}: {works:work}, rank {rank} of {of:country|countries}[, {share} per cent of the world's {world}]; the
//   most: {largest} with {largest_works}. Asked on {retrieved}.
// when_empty: No world totals of this country are loaded for these years, so the data could not have held an answer.
// caveats:
//   - These are a source's totals and no papers of this graph; nothing is added to them, and nothing here is a paper that was read.
//   - A source that gives works to the wrong country does so in its totals too. OpenAlex is known to give works of bodies in the Republic of Korea, Japan and elsewhere to the DPRK.
//   - Totals of different filters or days are never put together; each has rows of its own.
// beside: []

MATCH (own:Figure {country: $home})
WHERE coalesce(own.year >= $first_year, true) AND coalesce(own.year <= $last_year, true)
  AND ($filter IS NULL OR toLower(own.filter) CONTAINS toLower($filter))
WITH own.totals AS totals, min(own.year) AS first, max(own.year) AS last, collect(own.year) AS own_years,
  min(own.counts) AS counts, min(own.retrieved) AS retrieved, min(own.origin) AS origin
CALL (first, last, own_years) {
  UNWIND own_years AS year
  RETURN [year] AS years
  UNION
  WITH own_years
  WHERE first < last
  RETURN own_years AS years
}
CALL (totals, years) {
  MATCH (figure:Figure {totals: totals})
  WHERE figure.year IN years
  WITH figure.country AS place, sum(figure.works) AS works
  ORDER BY works DESC, place
  RETURN collect({place: place, works: works}) AS found
}
WITH *, [one IN found WHERE one.place IS NOT NULL AND one.works > 0] AS countries,
  [one IN found WHERE one.place = $home][0].works AS works,
  [one IN found WHERE one.place IS NULL][0].works AS world
WITH *, reduce(total = 0, one IN countries | total + one.works) AS sum_of_all,
  reduce(least = years[0], year IN years | CASE WHEN year < least THEN year ELSE least END) AS first_of,
  reduce(most = years[0], year IN years | CASE WHEN year > most THEN year ELSE most END) AS last_of

RETURN
  counts,
  CASE WHEN first_of = last_of THEN toString(first_of) ELSE toString(first_of) + '-' + toString(last_of) END AS period,
  works,
  1 + size([one IN countries WHERE one.works > works]) AS rank,
  size(countries) AS of,
  world,
  round(100.0 * works / world, 4) AS share,
  CASE WHEN sum_of_all > 0 THEN round(100.0 * works / sum_of_all, 4) END AS share_of_sum,
  countries[0].place AS largest,
  countries[0].works AS largest_works,
  retrieved,
  origin,
  totals,
  COLLECT {
    MATCH path = (figure:Figure {country: $home})-[:COUNTED_FOR]->(:Country)
    WHERE figure.totals = totals AND figure.year IN years
    RETURN path ORDER BY figure.year LIMIT $max_paths
  } AS paths
ORDER BY totals, size(years), period
LIMIT coalesce($limit, 1000000)
