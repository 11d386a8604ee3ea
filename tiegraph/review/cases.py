"""Cases for a person to judge: a list entry beside an institution that it may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cypher.client import Client
from loader import judgements, spreadsheet
from loader.errors import SourceError
from loader.judgements import SAME_BODY, Judgement
from loader.link import body_of, entry_of
from loader.records import Designation
from loader.resolve import Body
from viz.words import country

#: What an exported case says beyond the columns of a judgement, so that it can be judged in a spreadsheet.
EVIDENCE = (
    "papers", "score", "method", "evidence",
    "entry_countries", "entry_aliases", "entry_native_names", "entry_addresses",
    "institution_country", "institution_cities", "institution_aliases", "institution_native_names",
    "institution_part_of",
)  # fmt: skip
#: More cases than anybody walks through; an export has them all.
ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases: of one list, of one relation; automatic links with a score less than `below` too."""

    list: str | None = None
    relation: str | None = None
    below: float = 0.0
    limit: int = ALL

    def parameters(self) -> dict[str, Any]:
        return {"list": self.list, "relation": self.relation, "below": self.below}


@dataclass(frozen=True, slots=True)
class Case:
    """An entry and an institution, what speaks for the two being one, and how many papers print the institution."""

    entry: Designation
    body: Body
    relation: str
    method: str
    score: float
    evidence: str
    entry_name: str | None
    papers: int
    parents: tuple[str, ...]
    #: the link stands already, of itself, and counts until somebody rejects it
    linked: bool

    def judged(self, judgement: str, who: str, when: date, why: str = "") -> Judgement:
        """A person's decision on this case."""
        return Judgement(
            list=self.entry.list,
            entry_key=self.entry.key,
            entry_name=self.entry.name,
            institution=self.body.id,
            institution_name=self.body.name,
            judgement=judgement,
            relation=self.relation,
            who=who,
            when=when,
            why=why,
        )

    def sides(self) -> Iterator[tuple[str, str, str]]:
        """(what, of the entry, of the institution), to be read side by side; what neither has is left out."""
        entry, body = self.entry, self.body
        for what, one, other in (
            ("Name", entry.name, body.name),
            ("Other names", "; ".join(entry.aliases), "; ".join((*body.aliases, *body.acronyms))),
            ("Native names", "; ".join(entry.native_names), "; ".join(body.native_names)),
            ("Country", ", ".join(map(country, entry.countries)), country(body.country) if body.country else ""),
            ("Place", "; ".join(entry.addresses), ", ".join(body.cities)),
            ("Kind", entry.kind, body.kind or ""),
            ("Part of", "", "; ".join(self.parents)),
            ("Remarks", entry.remarks or "", ""),
            ("Id", entry.id, body.id),
        ):
            if one or other:
                yield what, one, other


def count(client: Client, asked: Filter) -> int:
    """How many cases are open."""
    return int(client.rows("count_open_cases", **asked.parameters())[0]["count"])


def open_cases(client: Client, asked: Filter) -> Iterator[Case]:
    """The open cases, those whose institution most papers print first."""
    for row in client.stream("open_cases", limit=asked.limit, **asked.parameters()):
        yield _case(row)


def export(path: Path, cases: Iterator[Case]) -> int:
    """Write cases for a spreadsheet: the columns of a judgement, those to fill in empty, and the evidence. How many."""
    rows = [_row(case) for case in cases]
    try:
        # With a byte order mark, or Excel takes it for another encoding.
        text = spreadsheet.text((*judgements.COLUMNS, *EVIDENCE), rows)
        path.write_text(text, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise SourceError(f"{path} cannot be written ({error.strerror}): name another file.") from error
    return len(rows)


def _row(case: Case) -> list[object]:
    entry, body = case.entry, case.body
    return [
        *(entry.list, entry.key, entry.name, body.id, body.name, "", case.relation, "", "", ""),
        *(case.papers, case.score, case.method, case.evidence),
        *map(" | ".join, (entry.countries, entry.aliases, entry.native_names, entry.addresses)),
        body.country,
        *map(" | ".join, (body.cities, (*body.aliases, *body.acronyms), body.native_names, case.parents)),
    ]


def _case(row: Mapping[str, Any]) -> Case:
    link = row["link"]
    return Case(
        entry=entry_of(row["entry"]),
        body=body_of(row["body"]),
        relation=link.get("relation") or SAME_BODY,
        method=link["method"],
        score=link["score"],
        evidence=link["evidence"],
        entry_name=link.get("entry_name"),
        papers=row["papers"],
        parents=tuple(row["parents"]),
        linked=row["type"] == "TARGETS",
    )
