"""The lists: how many entries, how current, and whose institutions they were found to mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from cypher.client import Client
from cypher.question import Column
from loader.lists import control_lists
from tiegraph.audit.finding import NOTE, WARNING, Finding, age, is_stale, named, percent, stale_lists
from tiegraph.audit.report import Section
from tiegraph.words import counted

_LIST = Column("list", "Id of the list", "text")
#: Columns that are not `shown` are left out on a terminal, for their width; pages and JSON have them.
_STATE = (
    _LIST,
    Column(
        "state", "Whether the last file is older than the list's usual pace, and whether the list has ended", "text"
    ),
    Column("title", "Whose list it is, and its title", "text", shown=False),
    Column("nature", "What it is in law", "text", shown=False),
    Column("entries", "Entries in the graph: all that any file brought", "integer"),
    Column("in_force", "Entries on the list on the day of its last file", "integer"),
    Column("closed", "The others: ended by then, by what is printed or because a newer file lacks them", "integer"),
    Column("without_date", "Entries of which no file says when the listing began", "integer"),
    Column(
        "last_file", "Day of the last whole file of the list's authority; where there is none, of another file", "date"
    ),
    Column("days", "Days from then to the day of this audit, or to the end of the list", "integer"),
    Column("revised_every", "Days between two revisions of the list, usually", "integer"),
)
_MEANT = (
    _LIST,
    Column("persons", "Entries that are persons: never compared with authors", "integer"),
    Column("vessels", "Vessels and aircraft: not compared either", "integer"),
    Column("bodies", "Entries that the list calls organisations", "integer"),
    Column(
        "kind_unknown",
        "Entries of which the list does not say what they are: organisations, persons, programmes; compared like the "
        "bodies",
        "integer",
    ),
    Column("on_record", "Entries found to be an institution of a registry or of the gazetteer", "integer"),
    Column("percent", "The same in percent of the bodies and those of unknown kind", "number"),
    Column("to_review", "Entries not found there, with institutions that a person should compare", "integer"),
    Column(
        "own",
        "Entries that no registry has: an institution of their own, found where a paper prints their name",
        "integer",
    ),
    Column(
        "unmatched",
        "Entries of unknown kind whose names hold no word for an organisation: they stand for no institution, and no "
        "paper is found for them",
        "integer",
    ),
    Column(
        "several", "Entries for which several institutions came into question as the same body", "integer", shown=False
    ),
    Column("same_name", "Entries whose name another one of the list prints too, be it in another country", "integer"),
    Column("address_only", "Entries that are an address without a name, such as “Address 07”", "integer", shown=False),
)
_MISSING = (
    _LIST,
    Column("title", "Whose list it is, and its title", "text"),
    Column("nature", "What it is in law", "text"),
)


def audit_lists(client: Client, day: date) -> tuple[list[Section], list[Finding], str]:
    """Sections and findings about the lists as of `day`, and one sentence that sums them up."""
    rows = client.rows("audit_lists")
    missing = [one for id, one in sorted(control_lists().items()) if id not in {row["list"] for row in rows}]
    sections = [
        Section(
            "lists",
            "Lists and how current they are",
            f"Counted up to {day}. A list is called stale where its last file is older than the usual time between two "
            "revisions of the list; one that has ended, where its last file is that much older than its end.",
            _STATE,
            tuple({**row, **_state(row, day)} for row in rows),
        ),
        Section(
            "entries",
            "Whom the entries mean",
            "Persons, vessels and aircraft are compared with nothing. Every other entry stands in exactly one of: on "
            "record, to review, own, unmatched. Percentages say how many were found, not how many rightly. Names are "
            "compared without regard to capital letters.",
            _MEANT,
            tuple({**row, "percent": percent(row["on_record"], _compared(row))} for row in rows),
        ),
        Section(
            "lists-not-loaded",
            "Lists that are known and not loaded",
            "Nothing can be said here about whether a body is on one of these.",
            _MISSING,
            tuple({"list": one.id, "title": one.title, "nature": one.nature} for one in missing),
        ),
    ]
    summary = f"{counted(len(rows), 'list')} with {sum(row['entries'] for row in rows):,} entries"
    return sections, [*stale_lists(rows, day), *_findings(rows), *_not_loaded([one.id for one in missing])], summary


def _compared(row: Mapping[str, Any]) -> int:
    return int(row["bodies"] + row["kind_unknown"])


def _state(row: Mapping[str, Any], day: date) -> dict[str, Any]:
    days = age(row, day)
    return {
        "closed": row["entries"] - row["in_force"],
        "last_file": row["as_of"] or row["seen_in"],
        "days": days,
        "revised_every": row["refresh_days"],
        "state": _state_in_words(row, day),
    }


def _state_in_words(row: Mapping[str, Any], day: date) -> str:
    if row["as_of"] is None and row["seen_in"] is None:
        return "no file has a day"
    stale = is_stale(row, day)
    if row["ended_on"] and row["ended_on"] <= day:
        known = f"ended on {row['ended_on']}" + ("; last file is old" if stale else "")
    else:
        known = "stale" if stale else "current" if row["refresh_days"] is not None else "pace not known"
    return known if row["as_of"] else f"{known}; no whole file of its authority"


def _findings(rows: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    for id, severity, column, sentence in (
        (
            "entries-within-others",
            WARNING,
            "within_others",
            "Entries that the list's last file has no more, while it has one that their name begins with, so that the "
            "body may be named in that one. Where the name says that it is a subordinate or affiliated body, its end "
            "is taken as not known (undetermined in the column listing); else it counts as ended: {}.",
        ),
        (
            "entries-undated",
            NOTE,
            "without_date",
            "No file says when these entries were listed, so papers cannot be placed before or after: {}.",
        ),
        (
            "entries-same-name",
            NOTE,
            "same_name",
            "Entries whose name another one of the same list prints too, so that a body may be counted twice or taken "
            "for another: {}.",
        ),
        (
            "entries-to-review",
            NOTE,
            "to_review",
            "Entries with institutions that a person should compare, and that only --links probable follows: {}.",
        ),
        (
            "entries-unmatched",
            NOTE,
            "unmatched",
            "Entries of which the list does not say what they are and whose names hold no word for an organisation; "
            "they stand for no institution, and no paper is found for them: {}.",
        ),
        (
            "entries-address-only",
            NOTE,
            "address_only",
            "Entries that are an address only, which no paper can name: {}.",
        ),
    ):
        counts = {row["list"]: row[column] for row in rows if row[column]}
        if counts:
            most_first = sorted(counts, key=lambda list_id: (-counts[list_id], list_id))
            text = f"{sum(counts.values()):,} ({named(f'{list_id} {counts[list_id]:,}' for list_id in most_first)})"
            yield Finding(id, severity, sentence.format(text), tuple(sorted(counts)))


def _not_loaded(missing: Sequence[str]) -> Iterator[Finding]:
    if missing:
        yield Finding(
            "lists-not-loaded",
            NOTE,
            f"Lists that are known and not loaded: {len(missing)} ({named(missing)}).",
            tuple(missing),
        )
