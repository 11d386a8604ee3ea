"""What people decided about list entries and institutions: one plain CSV, the only place where judgements live.

It can be edited by hand and put under version control. A row names the entry by list and key, and by its name for the
day when the key has changed; the institution by id. Linking applies it anew each time, over any score.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from loader import identifiers, spreadsheet
from loader.cells import institution_id
from loader.errors import SourceError
from loader.records import Designation
from loader.resolve import text as texts

COLUMNS = (
    "list", "entry_key", "entry_name", "institution", "institution_name", "judgement", "relation", "who", "when", "why",
)  # fmt: skip
CONFIRMED, REJECTED, UNSURE = JUDGEMENTS = ("confirmed", "rejected", "unsure")
SAME_BODY = "same body"
RELATIONS = (SAME_BODY, "part of", "successor")
#: Excel's way with days in many countries; a form that could mean two days is refused.
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class Judgement(Struct, frozen=True, kw_only=True):
    """One person's decision about one entry and one institution. `line`: where it stands in its file, 0 if nowhere."""

    list: str
    entry_key: str
    entry_name: str
    institution: str
    institution_name: str = ""
    #: confirmed, rejected or unsure
    judgement: str
    #: how the entry stands to the institution: same body, part of, successor
    relation: str = SAME_BODY
    who: str = ""
    when: date | None = None
    why: str = ""
    line: int = 0

    @property
    def entry(self) -> str:
        """Id of the entry."""
        return f"{self.list}/{self.entry_key}"

    @property
    def pair(self) -> tuple[str, str]:
        """Entry and institution."""
        return self.entry, self.institution


class Applied(Struct):
    """Judgements beside what is loaded: by entry and institution, and in sentences those that meet nothing here."""

    by_entry: dict[str, dict[str, Judgement]]
    unknown: list[str]


def read(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, none where there is no file yet; rows without a judgement are left out.

    Raises `SourceError` with line and field where a row cannot be read, and with both lines where two rows judge one
    pair differently.
    """
    if not path.exists():
        return ()
    found: list[Judgement] = []
    for line, row in spreadsheet.rows(path):
        missing = [name for name in COLUMNS if name not in row]
        if missing:
            raise SourceError(f"{path.name} lacks the column {', '.join(missing)}: expected {', '.join(COLUMNS)}.")
        if row["judgement"]:
            found.append(_judgement(path, line, row))
    _agree(path.name, {}, ((one.pair, one) for one in found))
    return tuple(found)


def write(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write all judgements, one a pair and in the order of list, entry and institution; whole or not at all."""
    ordered = sorted(judgements, key=lambda one: (one.list, one.entry_key, one.institution))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        unfinished.write_text(spreadsheet.text(COLUMNS, map(cells, ordered)), encoding="utf-8", newline="")
        unfinished.replace(path)
    except OSError as error:
        raise SourceError(f"{path} cannot be written ({error.strerror}): check its folder and permissions.") from error


def cells(one: Judgement) -> list[object]:
    """The row of a judgement, in the order of `COLUMNS`."""
    return [getattr(one, name) for name in COLUMNS]


def together(known: Iterable[Judgement], new: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The known judgements and the new ones, which take the place of earlier ones on the same pair."""
    return tuple({one.pair: one for one in (*known, *new)}.values())


def apply(judgements: Iterable[Judgement], entries: Iterable[Designation], institutions: Collection[str]) -> Applied:
    """Find each judgement's entry: by key, else by a name that one entry of the list alone has; and its institution.

    What meets nothing is named, and kept in the file. Raises `SourceError` where two rows turn out to judge one pair
    differently.
    """
    judged = list(judgements)
    if not judged:
        return Applied({}, [])
    entries = list(entries)
    ids = {entry.id for entry in entries}
    lists = {one.list for one in judged}
    named: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        if entry.list in lists:
            for name in (entry.name, *entry.aliases, *entry.native_names):
                named.setdefault((entry.list, texts.key(name)), set()).add(entry.id)
    met: list[tuple[tuple[str, str], Judgement]] = []
    unknown: list[str] = []
    for one in judged:
        same = {one.entry} if one.entry in ids else named.get((one.list, texts.key(one.entry_name)), set())
        if len(same) != 1:
            why = "no entry of this key or name is loaded" if not same else f"{len(same)} entries have this name"
            unknown.append(f"line {one.line}: {one.entry} ({one.entry_name}): {why}")
        elif one.institution not in institutions:
            unknown.append(
                f"line {one.line}: {one.institution} ({one.institution_name}): no such institution is loaded"
            )
        else:
            met.append(((next(iter(same)), one.institution), one))
    return Applied(_agree("the judgements", {}, met), unknown)


def _agree(
    where: str, by_entry: dict[str, dict[str, Judgement]], pairs: Iterable[tuple[tuple[str, str], Judgement]]
) -> dict[str, dict[str, Judgement]]:
    for (entry, institution), one in pairs:
        other = by_entry.setdefault(entry, {}).setdefault(institution, one)
        if (other.judgement, other.relation) != (one.judgement, one.relation):
            raise SourceError(
                f"{where}: lines {other.line} and {one.line} judge {entry} and {institution} differently "
                f"({other.judgement}, {other.relation}; {one.judgement}, {one.relation}): keep one of the two."
            )
    return by_entry


def _judgement(path: Path, line: int, row: Mapping[str, str]) -> Judgement:
    def wrong(field: str, reason: str) -> SourceError:
        return SourceError(f"{path.name}, line {line}, {field}: {row[field]!r} {reason}.")

    empty = [name for name in ("list", "entry_key", "institution") if not row[name]]
    if empty:
        raise wrong(empty[0], "is empty: fill it in, or take the row out")
    judgement, relation = row["judgement"].casefold(), row["relation"].casefold() or SAME_BODY
    if judgement not in JUDGEMENTS:
        raise wrong("judgement", f"is none of {', '.join(JUDGEMENTS)}")
    if relation not in RELATIONS:
        raise wrong("relation", f"is none of {', '.join(RELATIONS)}")
    institution = institution_id(row["institution"]) or identifiers.ror(row["institution"])
    if institution is None:
        raise wrong("institution", "is no institution id: write ror:…, kp:…, openalex:…, lst:… or cur:…")
    when = _day(row["when"])
    if row["when"] and when is None:
        raise wrong("when", "is not a day: write it as 2026-11-24")
    texts_of = {name: identifiers.text(row[name]) or "" for name in ("entry_name", "institution_name", "who", "why")}
    return Judgement(
        list=row["list"],
        entry_key=row["entry_key"],
        institution=institution,
        judgement=judgement,
        relation=relation,
        when=when,
        line=line,
        **texts_of,
    )


def _day(text: str) -> date | None:
    if dotted := _DOTTED.fullmatch(text):
        text = f"{dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2}"
    days = identifiers.day_range(text)
    return days[0] if days and days[0] == days[1] else None


def signed(one: Judgement, who: str, when: date) -> Judgement:
    """The judgement with who and when where it does not say."""
    return replace(one, who=one.who or who, when=one.when or when)
