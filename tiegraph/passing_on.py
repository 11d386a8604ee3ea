"""What the licences of the loaded sources let one pass on, and what an answer leaves out for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from cypher.client import Client
from cypher.passing_on import Licences
from cypher.question import Question
from tiegraph.words import counted

_MAY = "yes"
_NOUNS = {
    "Paper": ("paper",),
    "Designation": ("list entry", "list entries"),
    "Institution": ("institution",),
    "Report": ("report",),
    "Rule": ("rule",),
    "Figure": ("world total",),
}
#: Without these a question has nothing to work with.
_COMPARED = ("Paper", "Designation")


def licences_of(client: Client) -> Licences:
    """The sources whose licence lets one pass records on; of a source with the lists' own licences, those lists."""
    from loader.source import AS_THE_LIST
    from loader.sources import SOURCES

    return Licences(
        sources=frozenset(id for id, source in SOURCES.items() if source.redistributable == _MAY),
        by_list=frozenset(id for id, source in SOURCES.items() if source.redistributable == AS_THE_LIST),
        lists=frozenset(row["id"] for row in client.rows("control_lists") if row["redistributable"] == _MAY),
    )


def left_out(
    client: Client, licences: Licences, asked: Question, bound: Mapping[str, Any], rows_of_all: int, rows: int
) -> tuple[str, ...]:
    """Lines for the answer: how many rows there were of everything loaded, and what was left out, with the licences.

    Where nothing of what the question compares was left, the first line says that, not how many rows there are.
    `asked` was asked with `bound`: of one list's entries only, where it names a list.
    """
    from loader.sources import SOURCES

    wanted = bound.get("list")
    given = {"sources": sorted(licences.sources), "by_list": sorted(licences.by_list), "lists": sorted(licences.lists)}
    found = client.rows("left_out", **given, list=None if wanted == "any" else wanted)
    left: Counter[str] = Counter()
    for row in found:
        left[row["label"]] += row["number"]
    of = {row["label"]: row["of"] for row in found}
    gone = [label for label in asked.labels(_COMPARED) if of.get(label) and left[label] == of[label]]
    everything = f"everything loaded gives {counted(rows_of_all, 'row')}"
    if gone:
        what = " and ".join(_number(of[label], label) for label in gone)
        first = f"Nothing was left to compare: of {what} loaded{_of_list(wanted, gone)}, none may be passed on"
        first += f"; {everything}."
    elif rows_of_all and not rows:
        first = (
            "Only what may be passed on was asked, and no row was left: "
            f"{everything}, and each rests on a record that may not be passed on."
        )
    else:
        first = f"Only what may be passed on was asked: {counted(rows, 'row')}, where {everything}."
    lines = [f"{first} A record may be passed on if the licence of one of its sources allows it."]
    for row in found:
        if row["number"]:
            terms = "; ".join(f"{id}: {SOURCES[id].licence}" if id in SOURCES else id for id in row["sources"])
            number = _number(row["number"], row["label"])
            lines.append(
                f"Left out, as no licence known allows to pass it on: {number} ({terms or 'source not known'})."
            )
    return tuple(lines)


def _number(number: int, label: str) -> str:
    return counted(number, *_NOUNS[label])


def _of_list(wanted: Any, labels: Sequence[str]) -> str:
    return f" of the list {wanted}" if wanted not in (None, "any") and "Designation" in labels else ""
