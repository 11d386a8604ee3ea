// Papers by the institution data that their affiliations were read with. A finished linking leaves one value.
MATCH (p:Paper)
RETURN p.linked_by AS linked_by, count(p) AS papers
ORDER BY papers DESC, linked_by
