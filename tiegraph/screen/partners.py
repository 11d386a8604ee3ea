"""What stands under screened institutions: the listed ones they publish with, and rules that cover them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cypher.catalogue import question
from cypher.question import Column
from tiegraph.answer import AnswerTable
from tiegraph.screen.asked import ANY
from tiegraph.screen.identity import Identity

if TYPE_CHECKING:
    from tiegraph.screen.work import Work

PARTNERS = "our-listed-partners"
_PARTNER_COLUMNS = (
    Column("row", "Line of the file", "integer"),
    Column("given", "What the file says", "text"),
    *question(PARTNERS).columns,
)
_RULES = (
    Column("rule", "Id of the rule", "text"),
    Column("title", "Its title", "text"),
    Column("rows", "Rows of the file whose institution lies in its countries or is of its kinds", "integer"),
)


def beside(
    work: Work, identities: Sequence[Identity], found: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[AnswerTable]:
    """Tables that stand under the findings; `found` holds what `designations-of` gave, by institution."""
    wanted, begin = work.wanted, work.begin
    known = [(one.asked, one.institution) for one in identities if one.institution]
    tables = []
    if wanted.partners:
        rows = work.of_each(PARTNERS, "institution", (one.id for _, one in known), list=ANY)
        partners = [
            {"row": asked.line, "given": asked.given, **row}
            for asked, one in known
            for row in rows.get(one.id, ())
            if (not wanted.lists or row["list"] in wanted.lists)
            and not (begin and row["last"] is not None and row["last"] < begin)
        ]
        for nature in sorted({row["nature"] or "" for row in partners}):
            some = tuple(row for row in partners if (row["nature"] or "") == nature)
            tables.append(AnswerTable(f"Listed institutions that they publish with · {nature}", _PARTNER_COLUMNS, some))
    rules: Counter[tuple[str, str]] = Counter()
    for _, one in known:
        rules.update({(row["source"], row["title"]) for row in found.get(one.id, ()) if row["by"] == "rule"})
    if rules:
        lines = tuple({"rule": id, "title": title, "rows": number} for (id, title), number in sorted(rules.items()))
        tables.append(AnswerTable("Rules that cover countries or kinds, whoever it is; not assessed", _RULES, lines))
    return tables
