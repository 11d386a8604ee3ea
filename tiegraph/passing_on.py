"""What the licences of the loaded sources let one pass on, and what an answer leaves out for it."""

from __future__ import annotations

from cypher.client import Client
from cypher.passing_on import Licences
from tiegraph.words import counted

_MAY = "yes"
_PLURALS = {"list entry": "list entries"}


def licences_of(client: Client) -> Licences:
    """The sources whose licence lets one pass records on; of a source with the lists' own licences, those lists."""
    from loader.source import AS_THE_LIST
    from loader.sources import SOURCES

    return Licences(
        sources=frozenset(id for id, source in SOURCES.items() if source.redistributable == _MAY),
        by_list=frozenset(id for id, source in SOURCES.items() if source.redistributable == AS_THE_LIST),
        lists=frozenset(row["id"] for row in client.rows("control_lists") if row["redistributable"] == _MAY),
    )


def left_out(client: Client, licences: Licences, rows_of_all: int, rows: int) -> tuple[str, ...]:
    """Lines for the answer: how many rows there were of everything loaded, and what was left out, with the licences."""
    from loader.sources import SOURCES

    lines = [
        f"Only what may be passed on was asked: {counted(rows, 'row')}, where everything loaded gives {rows_of_all}. "
        "A record may be passed on if the licence of one of its sources allows it."
    ]
    given = {"sources": sorted(licences.sources), "by_list": sorted(licences.by_list), "lists": sorted(licences.lists)}
    for row in client.rows("left_out", **given):
        terms = "; ".join(f"{id}: {SOURCES[id].licence}" if id in SOURCES else id for id in row["sources"])
        number = counted(row["number"], row["kind"], _PLURALS.get(row["kind"], ""))
        lines.append(f"Left out, as no licence known allows to pass it on: {number} ({terms or 'source not known'}).")
    return tuple(lines)
