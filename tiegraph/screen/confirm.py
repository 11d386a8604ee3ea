"""A person says who the rows are: at the terminal, or in a table that is corrected and screened instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from loader import spreadsheet
from loader.records import Rejected
from tiegraph.screen.identity import BY_NAME, BY_NAME_ALONE, Identity, told

_COLUMNS = ("name", "country", "id", "is", "known by", "line", "problem", "may be")


def confirmed(identities: list[Identity], ask: Callable[[str], str], say: Callable[[str], None]) -> list[Identity]:
    """The rows as a person takes them: those known by name together, those that may be several one by one.

    An empty answer leaves a row as it is. `q` ends the asking.
    """
    say(f"Rows: {told(identities)}.")
    by_name = [one for one in identities if one.by in (BY_NAME, BY_NAME_ALONE) and one.institution]
    take = bool(by_name) and ask(
        f"Take the {len(by_name):,} rows that are known by their exact name for that institution? yes, or Enter for no"
    ).strip().lower() in ("y", "yes")
    result = []
    asking = True
    for one in identities:
        if take and one.institution and one.by in (BY_NAME, BY_NAME_ALONE):
            one = one.chosen(one.institution)
        elif asking and one.institution is None and one.candidates:
            one, asking = _choice(one, ask, say)
        result.append(one)
    return result


def _choice(one: Identity, ask: Callable[[str], str], say: Callable[[str], None]) -> tuple[Identity, bool]:
    say(f"Line {one.asked.line}, {one.asked.name or one.asked.id}: {one.problem}.")
    for number, candidate in enumerate(one.candidates, 1):
        say(f"  {number}  {candidate}")
    while True:
        answer = ask("Number, Enter to leave it open, q to leave all others open").strip().lower()
        if answer in ("", "q"):
            return one, answer == ""
        if answer.isdecimal() and 1 <= int(answer) <= len(one.candidates):
            return one.chosen(one.candidates[int(answer) - 1]), True
        say(f"{answer!r} is no number from 1 to {len(one.candidates)}.")


def as_table(identities: Iterable[Identity], rejected: Iterable[Rejected]) -> str:
    """A CSV that can be screened once somebody has corrected its ids; rows that could not be read stand in it too."""
    rows: list[tuple[int, tuple[object, ...]]] = []
    for one in identities:
        who = one.institution
        cells = (
            *(one.asked.name, one.asked.country, who.id if who else one.asked.id, who.name if who else None, one.by),
            *(one.asked.line, one.problem, " | ".join(map(str, one.candidates))),
        )
        rows.append((one.asked.line, cells))
    for bad in rejected:
        rows.append((bad.line, (bad.raw, None, None, None, None, bad.line, f"{bad.field} {bad.reason}", None)))
    return spreadsheet.text(_COLUMNS, [cells for _, cells in sorted(rows, key=lambda row: row[0])])
