"""An article's claims, each with what the loaded data count for the same question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cypher.catalogue import STANDING_CAVEATS
from cypher.errors import UsageError
from cypher.parameters import nearest
from cypher.sentences import words
from tiegraph.report.claims import Article, Claim, articles, command
from tiegraph.report.measure import Counted
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

NOT_ANSWERABLE = "not answerable from papers"
#: Names that a count of names is compared with: the first ones of what the article does not name.
_MOST_OTHERS = 5
#: The works that a paper of several countries is compared with in the heading.
_INTERNATIONAL = "countries_distinct_count:>1"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim. `count` is None where nothing here can be counted; `our` and `difference` say it in words."""

    claim: Claim
    our: str
    count: int | float | None
    difference: str
    command: str


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of an article in its order, under lines that say how much of the literature is loaded."""

    article: Article
    covers: tuple[str, ...]
    rows: tuple[Row, ...]
    caveats: tuple[str, ...]

    @property
    def summary(self) -> str:
        """How many claims there are, and how many of them something was counted for."""
        unanswerable = sum(row.claim.asked is None for row in self.rows)
        without = sum(row.claim.asked is not None and row.count is None for row in self.rows)
        return (
            f"{counted(len(self.rows), 'claim')}: {len(self.rows) - unanswerable - without} counted here, "
            f"{without} for which nothing is loaded that could answer, {unanswerable} {NOT_ANSWERABLE}"
        )


def report(kb: KnowledgeBase, id: str) -> Report:
    """The report on one article. Raises `UsageError` for an unknown one, and what `kb.ask` raises."""
    known = articles()
    if id not in known:
        raise UsageError(f"There is no report on {id!r}; {nearest(id, known)}")
    article = known[id]
    asked: dict[str, Counted] = {}
    rows = tuple(_row(kb, claim, asked) for claim in article.claims)
    return Report(article, tuple(_covers(kb, article)), rows, (*_CAVEATS, *STANDING_CAVEATS))


def _row(kb: KnowledgeBase, claim: Claim, asked: dict[str, Counted]) -> Row:
    if claim.asked is None or claim.measure is None:
        return Row(claim, NOT_ANSWERABLE, None, "", "")
    how = command(claim)
    key = f"{how} {claim.measure.text}"
    if key not in asked:
        asked[key] = claim.measure.of(kb.ask(claim.asked.id, beside=False, **_rows_only(claim)))
    found = asked[key]
    if found.number is None:
        return Row(claim, "nothing loaded that could answer", None, "", how)
    if claim.named:
        return Row(claim, *_compared(claim.named, found), how)
    difference = "" if claim.value is None else _signed(found.number - claim.value, claim.value)
    return Row(claim, words(found.number), found.number, difference, how)


def _rows_only(claim: Claim) -> dict[str, Any]:
    # Paths are drawn by nobody here.
    assert claim.asked is not None
    paths = {one.name: 0 for one in claim.asked.parameters if one.name == "max_paths"}
    return {**paths, **claim.parameters}


def _compared(named: tuple[str, ...], found: Counted) -> tuple[str, int, str]:
    """Of what the article names, what was found here; what was not, and what was found beside it."""
    both = [one for one in named if one in found.values]
    missing = [one for one in named if one not in found.values]
    others = [one for one in found.values if one not in named]
    said = []
    if missing:
        said.append(f"not found here: {', '.join(missing)}")
    if others:
        more = f" and {len(others) - _MOST_OTHERS} more" if len(others) > _MOST_OTHERS else ""
        said.append(f"only here: {', '.join(others[:_MOST_OTHERS])}{more}")
    shown = f"{len(both)} of {len(named)} named" + (f": {', '.join(both)}" if both else "")
    return shown, len(both), "; ".join(said)


def _signed(difference: int | float, published: int) -> str:
    share = f" ({100 * difference / published:+.0f} %)" if published else ""
    return f"{difference:+,}{share}".replace("-", "\N{MINUS SIGN}")


def _covers(kb: KnowledgeBase, article: Article) -> list[str]:
    """How much of the literature that the article is about is loaded, as far as world totals tell."""
    years: dict[str, Any] = {"home": article.home, "first_year": article.first_year, "last_year": article.last_year}
    span = f"{article.first_year} to {article.last_year}"
    rows_only: dict[str, Any] = {"beside": False, "max_paths": 0}
    papers = kb.ask("papers-per-year", **rows_only, **years)
    international = sum(row["international"] for row in papers.rows)
    lines = [
        f"Loaded: {counted(papers.papers or 0, 'paper')} of {span} that print {article.home}, "
        f"{international} of them with another country."
    ]
    if article.topic:
        about = kb.ask("topic-papers", **rows_only, topic=article.topic, **years)
        lines.append(f"On the topic {article.topic}, by words and OpenAlex's topics: {counted(len(about), 'paper')}.")
    totals = kb.ask("world-coverage", **rows_only, filter=_INTERNATIONAL, **years)
    if not totals.rows:
        return [*lines, "No world totals are loaded, so that nothing can be said about how much that is of all."]
    lines += _of_totals(article, totals.rows)
    for row in kb.ask("world-rank", **rows_only, filter=_INTERNATIONAL, **years).rows:
        if "-" in row["period"]:
            lines.append(
                f"By these totals {article.home} has rank {row['rank']} of {row['of']} countries in {row['period']}; "
                f"the most has {row['largest']} with {words(row['largest_works'])}."
            )
    return lines


def _of_totals(article: Article, rows: tuple[Mapping[str, Any], ...]) -> list[str]:
    works = sum(row["works"] for row in rows)
    loaded = sum(row["loaded"] for row in rows)
    first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
    share = f", which is {100 * loaded / works:.1f} per cent in number" if works else ""
    return [
        f"World totals: OpenAlex, asked on {rows[0]['retrieved']}, counts {words(works)} works of {first} to {last} "
        f"that print {article.home} and another country; loaded are {loaded} such papers{share}. Its affiliations of "
        "the DPRK are partly wrong, so neither number is the truth."
    ]


_CAVEATS = (
    "The counts are of what is loaded, and never adjusted to a published figure. Papers loaded for one question are no "
    "sample for another.",
    "Figures are as published, in our own words; the addresses of a claim say where each was read.",
)
