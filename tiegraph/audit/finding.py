"""One thing to know about the data, and the sentences that an audit shares with the answers it touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cypher.client import Client
from loader.resolver_rules import is_outdated
from tiegraph.words import counted

#: An answer can be wrong, or lack something, because of it.
WARNING = "warning"
#: Good to know for whoever reads an answer.
NOTE = "note"
#: What findings about papers touch.
PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know. `touches` names what it speaks of: ids of lists or loads, or `papers`."""

    id: str
    severity: str
    sentence: str
    touches: tuple[str, ...]

    def __str__(self) -> str:
        return self.sentence


def age(row: Mapping[str, Any], day: date) -> int | None:
    """Days from the list's last file, by its authority or else by anybody, to `day`, or to the end of the list itself.

    None where no file has a day. Rows have `as_of`, `seen_in` and `ended_on`.
    """
    last = row["as_of"] or row["seen_in"]
    return None if last is None else max(0, (min(day, row["ended_on"] or day) - last).days)


def is_stale(row: Mapping[str, Any], day: date) -> bool:
    """Whether the list's last file is older than the list's usual time between two revisions (`loader/lists.csv`).

    Of a list that has ended, whether it was so on the day of its end: nothing was revised after that.
    """
    days = age(row, day)
    return days is not None and row["refresh_days"] is not None and days > row["refresh_days"]


def stale_lists(rows: Iterable[Mapping[str, Any]], day: date) -> list[Finding]:
    """The lists whose last file is old on `day`; lists of one age in one sentence, each of them named.

    Rows have `list`, `as_of`, `seen_in`, `ended_on` and `refresh_days`.
    """
    together: dict[tuple[bool, date, date | None], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if is_stale(row, day):
            ended = row["ended_on"] if row["ended_on"] and row["ended_on"] < day else None
            together[row["as_of"] is None, row["as_of"] or row["seen_in"], ended].append(row)
    found = []
    for (secondhand, last, ended), some in sorted(together.items(), key=lambda item: (*item[0][:2], str(item[0][2]))):
        lists = sorted(row["list"] for row in some)
        one = len(lists) == 1
        paces = sorted({row["refresh_days"] for row in some})
        pace = counted(paces[0], "day") if len(paces) == 1 else f"{paces[0]} to {paces[-1]} days"
        whose = (
            "known only from a file that is not its authority's whole list, of"
            if secondhand
            else "last file loaded is of"
        )
        if ended:
            since = f"before the {'list' if one else 'lists'} ended on {ended}"
            rest = (
                f"{'it was' if one else 'they were'} usually revised every {pace}, so its last entries may be missing."
            )
        else:
            since = f"before {day}"
            rest = (
                f"{'the list is' if one else 'these lists are'} usually revised every {pace}, so later entries may be "
                "missing and ended ones may still be here."
            )
        age_in_days = counted((min(day, ended or day) - last).days, "day")
        sentence = f"{named(lists)}: {whose} {last}, {age_in_days} {since}; {rest}"
        found.append(Finding("list-stale", WARNING, sentence, tuple(lists)))
    return found


def papers_in_doubt(row: Mapping[str, Any]) -> list[Finding]:
    """What the papers' own records warn of. The row has `papers`, `cut_lists`, `dprk_conflicts` and `retracted`."""
    of = f"of {counted(row['papers'], 'paper')}"
    found = []
    if row["cut_lists"]:
        found.append(
            _of_papers(
                "authors-cut",
                f"Author lists that the source cut: {row['cut_lists']:,} {of}. Institutions of the authors cut off are "
                "not seen.",
            )
        )
    if row["dprk_conflicts"]:
        found.append(
            _of_papers(
                "dprk-conflict",
                "Publisher and printed string disagree whether an author is in the DPRK: "
                f"{row['dprk_conflicts']:,} {of}. The string decides here; read it before relying on the paper.",
            )
        )
    if row["retracted"]:
        found.append(_of_papers("retracted", f"Marked as retracted by a source: {row['retracted']:,} {of}."))
    return found


def _of_papers(id: str, sentence: str) -> Finding:
    return Finding(id, WARNING, sentence, (PAPERS,))


def open_loads(rows: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Loads that did not end or were not linked. Rows have `id`, `source`, `state` and `linked`."""
    found = []
    for row in rows:
        if row["state"] in ("running", "stopped"):
            sentence = (
                f"{row['id']} ({row['source']}) has not ended ({row['state']}): run it again to complete the data."
            )
            found.append(Finding("load-not-ended", WARNING, sentence, (row["id"],)))
        elif not row["linked"]:
            sentence = (
                f"{row['id']} ({row['source']}) is not linked yet: its names were not read as institutions. Any load "
                "that links does it."
            )
            found.append(Finding("load-not-linked", WARNING, sentence, (row["id"],)))
    return found


def read_otherwise(client: Client) -> list[Finding]:
    """That names were read by other rules than this release's, where they were."""
    if not is_outdated(client):
        return []
    sentence = (
        "Affiliations and list entries were read by another release's rules for names. Any load reads them anew, and "
        "so does `tiegraph review --apply`; what people judged or corrected stays."
    )
    return [Finding("read-by-other-rules", WARNING, sentence, (PAPERS,))]


def percent(part: int, whole: int) -> float | None:
    """A part in percent with one decimal, never rounded to none or all where it is not; None where there is no whole.

    >>> percent(1, 3), percent(9999, 10000), percent(0, 0)
    (33.3, 99.9, None)
    """
    if not whole:
        return None
    tenths = min(max(round(1000 * part / whole), part > 0), 1000 - (part < whole))
    return tenths / 10


def named(names: Iterable[str], most: int | None = None) -> str:
    """Names in a row; of more than `most`, the first and how many more.

    >>> named(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    all_of_them = list(names)
    if most is None or len(all_of_them) <= most:
        return ", ".join(all_of_them)
    return f"{', '.join(all_of_them[:most])} and {len(all_of_them) - most} more"
