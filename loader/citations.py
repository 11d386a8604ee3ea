"""Citations of the Federal Register as list entries print them, and the period on a list that rests on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from loader import reading
from loader.errors import SourceError
from loader.identifiers import day_range
from loader.records import Period, Rejected

NOTICE_COLUMNS = ("citation", "published", "effective", "source")
EFFECTIVE, PUBLICATION, LISTED = "effective date", "publication of the notice", "listed date"
_NOTICES = Path(__file__).with_name("notices.csv")
#: Volume n of the Federal Register is that of the year 1935 + n.
_VOLUME_ZERO = 1935
#: A year of two digits from this one on belongs to the twentieth century; the Federal Register begins in 1936.
_FIRST_OF_CENTURY = 36
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WRITTEN = (
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}"
    rf"|(?:{_MONTHS})\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+[A-Z][a-z]{{2}}\s+\d{{4}}"
)
_GAP = r"[\s,;]*(?:preview citation details)?[\s,;(]*"
# "76 FR 71869, 11/21/11", "46 F.R. 46154 9/17/81", "81.F.R. 22575 4/18/2016", "86 FR 71557, 71559 12/17/21",
# "91 FR 35189 (June 10, 2026)"
_PAGE = re.compile(
    rf"\b(?P<volume>\d{{1,3}})[\s.]*F\.?\s?R\.?[\s,]*(?P<page>\d{{1,6}})(?!\d)(?:,\s*\d{{3,6}}(?![\d/]))?(?:{_GAP}(?P<day>{_WRITTEN}))?"
)
# "Vol. 86, No. 51, 03/18/21, Federal Register", "Vol. 57, No. 130, P29924, 07/07/92"
_ISSUE = re.compile(
    rf"\bVol(?:ume)?\.?,?\s*(?P<volume>\d{{1,3}})[\s,]*No\.?\s*(?P<issue>\d{{1,3}})(?:[\s,;]*P\d+)?(?:{_GAP}(?P<day>{_WRITTEN}))?"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited notice: `name` as it is known (`76 FR 71869`, `Vol. 86, No. 51`), `printed` with its date."""

    name: str
    printed: str
    volume: int
    place: int
    published: date | None


def citations(text: str | None) -> tuple[Citation, ...]:
    """The notices that a text cites, in its order, each once; a date in another year than the volume's is left out."""
    found: dict[str, Citation] = {}
    pages = ((match, f"{match['volume']} FR {match['page']}", match["page"]) for match in _PAGE.finditer(text or ""))
    issues = (
        (match, f"Vol. {match['volume']}, No. {match['issue']}", match["issue"])
        for match in _ISSUE.finditer(text or "")
    )
    for match, name, place in sorted([*pages, *issues], key=lambda one: one[0].start()):
        volume = int(match["volume"])
        day = written_day(match["day"])
        # Notices of late December may be of the next volume.
        if day and abs(day.year - _VOLUME_ZERO - volume) > 1:
            day = None
        printed = f"{name}, {match['day']}" if match["day"] else name
        found.setdefault(name, Citation(name, " ".join(printed.split()), volume, int(place), day))
    return tuple(found.values())


def begun(days: tuple[date, date] | date | None, basis: str = LISTED) -> Period:
    """The period that begins on a day, or between two; unknown where there is none."""
    if days is None:
        return Period()
    first, last = days if isinstance(days, tuple) else (days, days)
    return Period(from_min=first, from_max=last, basis=basis)


def written_day(text: str | None) -> date | None:
    """A day as US agencies write it: `11/21/11`, `12/23/2020`, `June 10, 2026`, `03 Jun 2021`, `2026-06-10`."""
    match = re.fullmatch(_WRITTEN, text.strip()) if text else None
    if not match:
        return None
    plain = " ".join(match.group().replace(",", " ").split())
    if slashed := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2})", plain):
        month, day, year = slashed.groups()
        plain = f"{month}/{day}/{'19' if int(year) >= _FIRST_OF_CENTURY else '20'}{year}"
    for form in ("%m/%d/%Y", "%Y-%m-%d", "%B %d %Y", "%d %b %Y"):
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None


def days_printed(texts: Iterable[str | None]) -> dict[str, date]:
    """The day of each notice that any of the texts prints with its date; entries often cite one without."""
    return {one.name: one.published for text in texts for one in citations(text) if one.published}


def listed_from(cited: Iterable[Citation], days: Mapping[str, date] | None = None) -> Period:
    """The period that begins with the earliest of the notices: its effective date where `notices.csv` knows it, else
    its publication, else the year of its volume. Unknown without a notice.
    """
    first = min(cited, key=lambda one: (one.volume, one.place), default=None)
    if first is None:
        return Period()
    effective = effective_dates().get(first.name)
    if effective:
        return Period(from_min=effective, from_max=effective, basis=EFFECTIVE, citation=first.printed)
    published = first.published or (days or {}).get(first.name)
    span = (published, published) if published else day_range(str(_VOLUME_ZERO + first.volume))
    if span is None:
        return Period(citation=first.printed)
    return Period(from_min=span[0], from_max=span[1], basis=PUBLICATION, citation=first.printed)


@cache
def effective_dates(path: Path = _NOTICES) -> dict[str, date]:
    """Effective dates of notices by citation as entries print it, from `notices.csv`, where each has its source.

    Raises `SourceError` where a line of the file is not right.
    """
    found: dict[str, date] = {}
    for item in reading.table(path, NOTICE_COLUMNS):
        if isinstance(item, Rejected):
            raise SourceError(f"{path.name}, line {item.line}: {item.reason}.")
        line, row = item
        cited, effective = citations(row["citation"]), day_range(row["effective"])
        if len(cited) != 1 or not effective or not row["source"]:
            raise SourceError(f"{path.name}, line {line}: needs one citation, the effective date and its source.")
        found[cited[0].name] = effective[0]
    return found
