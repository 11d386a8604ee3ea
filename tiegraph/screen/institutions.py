"""Institutions of a table against the loaded lists: `designations-of`, and with partners `our-listed-partners`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from cypher.catalogue import STANDING_CAVEATS, question
from cypher.question import Column
from loader.bibliography.institutions import Asked, read
from loader.records import Rejected
from tiegraph.screen import facts
from tiegraph.screen.asked import Origin, Wanted
from tiegraph.screen.identity import BY_NAME_ALONE, Candidate, Identity, identify
from tiegraph.screen.partners import PARTNERS, beside
from tiegraph.screen.screening import (
    COULD_NOT,
    MATCH,
    NEVER,
    NOT_FOUND,
    REVIEW,
    Outcome,
    Screening,
    is_sure,
)
from tiegraph.screen.work import Work
from tiegraph.words import counted

QUESTION = "Which institutions of this file are on a control list, and what is that known from?"
LISTINGS = "designations-of"

COLUMNS = (
    Column("row", "Line of the file", "integer"),
    Column("given", "What the file says", "text"),
    Column("institution", "The institution that the entry names", "text"),
    Column("institution_id", "Its id", "text"),
    Column("known_by", "How it is known that the row means it", "text"),
    Column("list", "Id of the list", "text"),
    Column("nature", "What the list is in law", "text", shown=False),
    Column("entry", "Name of the entry as printed", "text"),
    Column("standing", "in force, ended, not yet or undetermined, on the day asked for", "text"),
    Column("relation", "How the institution stands to the entry", "text"),
    Column("since_min", "First day on which the listing can have begun", "date"),
    Column("since_max", "Last day on which it can have begun", "date"),
    Column("until_min", "First day on which it can have ended", "date"),
    Column("until_max", "Last day on which it can have ended", "date"),
    Column("method", "How entry and institution were found to be one", "text", shown=False),
    Column("evidence", "The reasons for that in words", "text"),
    Column("judgement", "auto, or what a person judged", "text"),
    Column("citation", "Notice that the beginning rests on", "text"),
    Column("designation", "Id of the entry", "text"),
    Column("files", "The file that brought the entry as it stands, and the day of that file", "texts"),
    Column(
        "as_of", "Day of the list's last file: what stands here speaks for that day, or for the one asked for", "date"
    ),
    Column("ask", "What asks the question again for this institution", "text", shown=False),
)
CAVEATS = (
    NEVER,
    "A name is compared letter by letter, without case, accents, punctuation and blanks. A row whose name is written "
    "otherwise could not be checked, whoever it is.",
    "An entry on a part of an institution does not list the whole, nor the other way round.",
)


Confirm = Callable[[list[Identity]], list[Identity]]


def screen(
    work: Work,
    columns: Mapping[str, str],
    encoding: str | None = None,
    confirm: Confirm = lambda identities: identities,
) -> Screening:
    """Screen the institutions of a table; `confirm` lets a person say who the rows are.

    Raises `SourceError` where the file cannot be read at all.
    """
    wanted = work.wanted
    read_rows = list(read(work.path, columns, encoding))
    rows = [one for one in read_rows if isinstance(one, Asked)]
    identities = confirm(identify(work.kb, rows))
    found = work.of_each(LISTINGS, "institution", {one.id for identity in identities for one in _all(identity)})
    under = work.under(LISTINGS)
    origin = work.origin(under, (row["designation"] for rows_ in found.values() for row in rows_))
    return work.screening(
        under,
        [one for one in read_rows if isinstance(one, Rejected)],
        [_outcome(one, found, origin, wanted, work.begin) for one in identities],
        what="institutions",
        question=QUESTION,
        asked={"partners": wanted.partners},
        columns=COLUMNS,
        beside=tuple(beside(work, identities, found)),
        notes=tuple(_notes(rows)),
        searched=under.answer.searched_papers if wanted.partners else (),
        caveats=(*CAVEATS, *(question(PARTNERS).caveats if wanted.partners else ()), *STANDING_CAVEATS),
    )


def _all(identity: Identity) -> list[Candidate]:
    return [*((identity.institution,) if identity.institution else ()), *identity.candidates]


def _outcome(
    identity: Identity,
    found: Mapping[str, Sequence[Mapping[str, Any]]],
    origin: Origin,
    wanted: Wanted,
    begin: date | None,
) -> Outcome:
    asked, who = identity.asked, identity.institution
    own = [_finding(identity, who, row, origin, wanted) for row in _listings(found, who, wanted, begin)] if who else []
    others = [
        _finding(identity, one, row, origin, wanted)
        for one in identity.candidates
        for row in _listings(found, one, wanted, begin)
    ]
    state, reason = _judged(identity, own, others)
    return Outcome(
        line=asked.line,
        given=asked.given,
        state=state,
        reason=reason,
        name=who.name if who else None,
        id=who.id if who else None,
        known_by=identity.by,
        candidates=tuple(map(str, identity.candidates)),
        findings=tuple(own + others),
    )


def _judged(
    identity: Identity, own: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]
) -> tuple[str, str]:
    """The state of a row, and why."""
    sure = [one for one in own if is_sure(one)]
    lists = ", ".join(sorted({f"{one['list']} ({one['nature']})" for one in sure}))
    if sure and identity.certain:
        return MATCH, f"on {lists}"
    if sure:
        return REVIEW, f"on {lists}, if the row is this body: known by {identity.by}, which nobody confirmed"
    if own:
        said = sorted({f"{one['list']}: {one['relation']}, {one['standing']}" for one in own})
        return REVIEW, "; ".join(said)
    if others:
        why = identity.problem or "somebody else is called so too"
        return REVIEW, f"{why}; of those that it may mean, {len({one['institution_id'] for one in others})} on a list"
    if identity.institution is None:
        return COULD_NOT, identity.problem
    if identity.by == BY_NAME_ALONE:
        return COULD_NOT, "known by its name only: give its country, or an id"
    return NOT_FOUND, "no list entry that was searched was found to name it"


def _listings(
    found: Mapping[str, Sequence[Mapping[str, Any]]], one: Candidate, wanted: Wanted, begin: date | None
) -> list[Mapping[str, Any]]:
    """The entries that name an institution, of the lists that are wanted; those that ended too long ago left out."""
    return [
        row
        for row in found.get(one.id, ())
        if row["by"] == "name"
        and (not wanted.lists or row["source"] in wanted.lists)
        and not (begin and row["state"] == "ended" and row["until_max"] is not None and row["until_max"] < begin)
    ]


def _finding(
    identity: Identity,
    one: Candidate,
    row: Mapping[str, Any],
    origin: Origin,
    wanted: Wanted,
) -> dict[str, Any]:
    kept = ("nature", "entry", "relation", "since_min", "since_max", "until_min", "until_max", "method", "evidence")
    return {
        "row": identity.asked.line,
        "given": identity.asked.given,
        "institution": one.name,
        "institution_id": one.id,
        "known_by": identity.by if one == identity.institution else "one of several that it may mean",
        "list": row["source"],
        "standing": row["state"],
        **{name: row[name] for name in (*kept, "judgement", "citation", "designation")},
        **origin.of(row["source"], [row["designation"]]),
        "ask": facts.command(LISTINGS, institution=one.id, **wanted.given),
    }


def _notes(rows: Sequence[Asked]) -> list[str]:
    """What was seen of the file as a whole: rows that repeat another."""
    first: dict[str, int] = {}
    again = []
    for one in rows:
        key = one.given.casefold()
        if key in first:
            again.append(f"{one.line} (as {first[key]})")
        first.setdefault(key, one.line)
    if not again:
        return []
    shown, more = again[:20], len(again) - 20
    lines = ", ".join(shown) + (f" and {more} more" if more > 0 else "")
    return [f"{counted(len(again), 'row')} the same as an earlier one, and counted again: line {lines}."]
