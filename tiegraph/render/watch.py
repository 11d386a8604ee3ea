"""What is new in what is watched, as a text that can be mailed, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from tiegraph.render.fields import printable
from tiegraph.screen.screening import NEVER
from tiegraph.watch import Outcome, Watched
from tiegraph.watch.run import FAILED, SOMETHING_NEW, code_of
from tiegraph.words import counted


def text(outcomes: Sequence[Outcome], day: str, most: int) -> str:
    """A head line, what is new, what could not be asked, and what has nothing new; at most `most` lines for each."""
    return "\n".join(_lines(outcomes, day, most)) + "\n"


def _lines(outcomes: Sequence[Outcome], day: str, most: int) -> Iterator[str]:
    by_code = {code: [one for one in outcomes if one.code == code] for code in (0, FAILED, SOMETHING_NEW)}
    failed, new, same = by_code[FAILED], by_code[SOMETHING_NEW], by_code[0]
    parts = [f"{len(new)} with something new"] if new else ["nothing new"]
    parts += [f"{len(failed)} that could not be compared"] if failed else []
    yield f"tiegraph watch, {day}: {counted(len(outcomes), 'watched item')}, {', '.join(parts)}."
    for one in new:
        yield from ("", *map(printable_line, _new(one, most)))
    if failed:
        yield from ("", "Could not be compared:")
        sentences = dict.fromkeys(one.failed for one in failed)
        for sentence in sentences:
            names = ", ".join(one.watched.name for one in failed if one.failed == sentence)
            yield printable_line(f"  {names}: {sentence}")
    if same:
        yield from ("", f"Nothing new in: {', '.join(one.watched.name for one in same)}.")
        for one in same:
            yield from (printable_line(f"  {one.watched.name}: {note}") for note in one.notes)
    if new:
        yield from ("", NEVER)


def _new(one: Outcome, most: int) -> Iterator[str]:
    news = one.news
    assert news is not None
    yield f"{one.watched.name}: {news.title}, since {news.one.at}"
    yield from (f"  {change}" for change in news.changes[:most])
    if len(news.changes) > most:
        yield f"  and {len(news.changes) - most:,} more: `tiegraph runs compare {news.one.id} {news.other.id}`"
    yield from (f"  What differs: {text}" for text in news.differs)
    yield from (f"  {note}" for note in (*one.notes, *news.notes))


def printable_line(line: str) -> str:
    """A line without what would steer a terminal; blanks at its beginning stay."""
    return " " * (len(line) - len(line.lstrip(" "))) + printable(line)


def json_text(outcomes: Sequence[Outcome], at: str) -> str:
    """All of it as one JSON object."""
    content = {"at": at, "code": code_of(outcomes), "watched": [_facts(one) for one in outcomes]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _facts(one: Outcome) -> dict[str, Any]:
    news = one.news
    return {
        **facts_of(one.watched),
        "code": one.code,
        "failed": one.failed or None,
        "run": one.run.id if one.run else None,
        "counts": news.counts if news else None,
        "changes": [{**asdict(change), "sentence": str(change)} for change in news.changes] if news else [],
        "differs": list(news.differs) if news else [],
        "notes": [*one.notes, *(news.notes if news else ())],
    }


def facts_of(one: Watched) -> dict[str, Any]:
    """What is watched, as plain values."""
    return {
        "name": one.name,
        "kind": one.kind,
        "what": one.what,
        "file": one.file,
        "instance": one.instance,
        "before": one.last,
        "since": one.since,
    }
