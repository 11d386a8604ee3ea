"""An article's claims, each with what the loaded data count for the same question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cypher.catalogue import STANDING_CAVEATS
from cypher.errors import UsageError
from cypher.parameters import nearest
from cypher.question import Question
from cypher.sentences import marked, words
from loader import countries
from tiegraph.could_hold import NO as COULD_NOT
from tiegraph.could_hold import could_hold
from tiegraph.report.claims import Article, Claim, articles, command
from tiegraph.report.measure import Counted, Measure
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

NOT_ANSWERABLE = "not answerable from papers"
NOTHING_LOADED = "nothing loaded that could answer"
#: Columns of which a difference is none in per cent.
_UNITS = {"share": "points", "rank": "places"}
_MINUS = "\N{MINUS SIGN}"
#: Names that a count of names is compared with: the first ones of what the article does not name.
_MOST_OTHERS = 5
_MOST_PARTNERS = 6
#: The works that a paper of several countries is compared with in the heading.
_INTERNATIONAL = "countries_distinct_count:>1"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim. `count` is None where nothing here can be counted; `our` and `difference` say it in words."""

    claim: Claim
    our: str
    count: int | float | None
    difference: str
    #: what asks the question again at a terminal, and what of its answer is the count
    command: str
    #: where nothing was counted, whether the data could have held something
    held: str = ""

    @property
    def asked(self) -> str:
        """The command, with what of its answer is counted."""
        return f"{self.command} ({self.claim.measure.words})" if self.claim.measure else ""


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


def report(kb: KnowledgeBase, id: str, *, include_inferred: bool = False) -> Report:
    """The report on one article; with `include_inferred`, affiliations that were only inferred count too.

    Raises `UsageError` for an unknown one, and what `kb.ask` raises.
    """
    known = articles()
    if id not in known:
        raise UsageError(f"There is no report on {id!r}; {nearest(id, known)}")
    article = known[id].including_inferred() if include_inferred else known[id]
    asked: dict[str, tuple[Counted, str]] = {}
    rows = tuple(_row(kb, claim, asked) for claim in article.claims)
    return Report(article, tuple(_covers(kb, article, include_inferred)), rows, (*_CAVEATS, *STANDING_CAVEATS))


def _row(kb: KnowledgeBase, claim: Claim, asked: dict[str, tuple[Counted, str]]) -> Row:
    if claim.asked is None or claim.measure is None:
        return Row(claim, NOT_ANSWERABLE, None, "", "")
    how = command(claim)
    key = f"{how} {claim.measure.text}"
    if key not in asked:
        asked[key] = _counted(kb, claim.asked, claim.measure, _rows_only(claim))
    found, held = asked[key]
    could_not = held if held.startswith(COULD_NOT) else ""
    if found.number is None or could_not:
        return Row(claim, NOTHING_LOADED, None, "", how, could_not)
    if claim.named:
        return Row(claim, *_compared(claim.named, found), how, held)
    differs = "" if claim.value is None else difference(claim.measure, found.number, claim.value)
    return Row(claim, words(found.number), found.number, differs, how, held)


def _counted(kb: KnowledgeBase, asked: Question, measure: Measure, given: dict[str, Any]) -> tuple[Counted, str]:
    """The count, and where there is none whether the data could have held one."""
    try:
        answer = kb.ask(asked.id, beside=False, **given)
    except UsageError as error:
        # What the claim is asked about, a list or a rule, is not loaded; that it is known was checked when it was read.
        return Counted(None), f"{COULD_NOT}{str(error)[0].lower()}{str(error)[1:]}"
    found = measure.of(answer)
    return found, "" if found.number else could_hold(kb.client, asked, answer.parameters)


def _rows_only(claim: Claim) -> dict[str, Any]:
    # Paths are drawn by nobody here.
    assert claim.asked is not None
    paths = {one.name: 0 for one in claim.asked.parameters if one.name == "max_paths"}
    return {**paths, **claim.parameters}


def _compared(named: Mapping[str, str], found: Counted) -> tuple[str, int, str]:
    """Of what the article names, what was found here; what was not, and what was found beside it."""
    both = [name for id, name in named.items() if id in found.values]
    missing = [name for id, name in named.items() if id not in found.values]
    others = [name for id, name in found.values.items() if id not in named]
    said = []
    if missing:
        said.append(f"not found here: {', '.join(missing)}")
    if others:
        more = f" and {len(others) - _MOST_OTHERS} more" if len(others) > _MOST_OTHERS else ""
        said.append(f"only here: {', '.join(others[:_MOST_OTHERS])}{more}")
    shown = f"{len(both)} of {len(named)} named" + (f": {', '.join(both)}" if both else "")
    return shown, len(both), "; ".join(said)


def difference(measure: Measure, number: int | float, published: int) -> str:
    """Count less published figure: with per cent of the figure, for shares in points, for ranks in places."""
    less = number - published
    unit = _UNITS.get(measure.column)
    text = f"{less:+,.1f} {unit}" if unit == "points" else f"{less:+,} {unit}" if unit else ""
    return (text or f"{less:+,} ({100 * less / published:+.1f} %)").replace("-", _MINUS)


def _covers(kb: KnowledgeBase, article: Article, include_inferred: bool) -> list[str]:
    """How much of the literature that the article is about is loaded, as far as world totals tell."""
    years: dict[str, Any] = {"home": article.home, "first_year": article.first_year, "last_year": article.last_year}
    rows_only: dict[str, Any] = {"beside": False, "max_paths": 0}
    with_inferred: dict[str, Any] = {**rows_only, "include_inferred": include_inferred}
    place = countries.name(article.home) or article.home
    searched = kb.ask("coverage", beside=False, include_inferred=include_inferred)
    lines = [marked(row["text"]) for row in searched.rows if row["about"] in ("papers", "inferred")]
    papers = kb.ask("papers-per-year", **with_inferred, **years)
    lines.append(
        f"Of {article.first_year} to {article.last_year}, {counted(papers.papers or 0, 'paper')} that print {place}; "
        f"{sum(row['international'] for row in papers.rows)} of them with another country."
    )
    if article.topic:
        about = kb.ask("topic-papers", **with_inferred, topic=article.topic, **years)
        lines.append(
            f"Of all {papers.papers or 0}, {len(about)} on the topic {article.topic}, by words and OpenAlex's topics."
        )
    totals = kb.ask("world-coverage", **with_inferred, filter=_INTERNATIONAL, **years)
    if not totals.rows:
        return [*lines, "No world totals are loaded, so that nothing can be said about how much that is of all."]
    lines.append(_of_totals(place, totals.rows))
    for row in kb.ask("world-rank", **rows_only, filter=_INTERNATIONAL, **years).rows:
        if "-" in row["period"]:
            lines.append(
                f"By works with another country its rank is {row['rank']} of {row['of']} in {row['period']}; first is "
                f"{countries.name(row['largest'])} with {words(row['largest_works'])}."
            )
    partners = kb.ask("world-partners", **with_inferred, filter=_INTERNATIONAL, limit=_MOST_PARTNERS, **years)
    told = ", ".join(
        f"{countries.name(row['country'])} {row['works']} ({row['loaded']} loaded)" for row in partners.rows
    )
    lines.append(f"Its first partners by these totals: {told}. Each needs checking against the papers themselves.")
    return lines


def _of_totals(place: str, rows: tuple[Mapping[str, Any], ...]) -> str:
    works = sum(row["works"] for row in rows)
    loaded = sum(row["loaded"] for row in rows)
    first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
    share = f", which is {100 * loaded / works:.1f} per cent in number" if works else ""
    return (
        f"World totals: OpenAlex, asked on {rows[0]['retrieved']}, counts {words(works)} works of {first} to {last} "
        f"that print {place} and another country; loaded are {loaded} such papers{share}. OpenAlex gives works of "
        "other countries to the DPRK, so neither number is the truth."
    )


_CAVEATS = (
    "The counts are of what is loaded, and never adjusted to a published figure. Papers loaded for one question are no "
    "sample for another.",
    "Figures are as published, in our own words; the addresses of a claim say where each was read.",
)
