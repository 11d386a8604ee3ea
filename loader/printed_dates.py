"""Days as lists outside the US print them. A text that is no date gives None: the caller decides what that means."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from loader.identifiers import day_range

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WRITTEN = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_IN_NAME = re.compile(r"(20\d{2})-?(\d{2})-?(\d{2})")
_DOTTED = re.compile(r"(\d{4})\s*[.．年/]\s*(\d{1,2})\s*[.．月/]\s*(\d{1,2})(?!\d)")


def first_day(printed: str | None) -> date | None:
    """The day, or the first one that a month or a year can mean: `2018`, `2018-07`, `2018-07-12`."""
    days = day_range(printed)
    return days[0] if days else None


def day_in_name(path: Path) -> date | None:
    """The day in a file's name, with or without hyphens: `shisantouketsu20260305.xlsx`, `sdn-2024-05-03.csv`."""
    found = _IN_NAME.search(path.name)
    return first_day("-".join(found.groups())) if found else None


def day_month_year(printed: str | None) -> date | None:
    """`13/04/2018` is the thirteenth of April, as the UK and the EU write it."""
    match = _SLASHED.fullmatch(printed.strip()) if printed else None
    return _date(match[3], match[2], match[1]) if match else None


def written_days(printed: str | None) -> list[date]:
    """All days written with the name of their month, in their order: `25 January 2001`, `23 Sep. 2014`."""
    found = (
        _date(match[3], str(_MONTHS[match[2].lower()]), match[1])
        for match in _WRITTEN.finditer(printed or "")
        if match[2].lower() in _MONTHS
    )
    return [day for day in found if day]


def year_month_days(printed: str | None) -> list[date]:
    """All days written from the year on, as in Japan, in their order: `2009.5.22`, `2001年1月25日`."""
    return [day for match in _DOTTED.finditer(printed or "") if (day := _date(match[1], match[2], match[3]))]


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
