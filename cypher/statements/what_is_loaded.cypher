// Whether there is anything of what questions are about; the server keeps these counts.
CALL () {
  MATCH (n:Paper) RETURN 'Paper' AS label, count(n) AS number
  UNION ALL
  MATCH (n:ControlList) RETURN 'ControlList' AS label, count(n) AS number
  UNION ALL
  MATCH (n:Report) RETURN 'Report' AS label, count(n) AS number
  UNION ALL
  MATCH (n:Rule) RETURN 'Rule' AS label, count(n) AS number
}
RETURN label, number
ORDER BY label
