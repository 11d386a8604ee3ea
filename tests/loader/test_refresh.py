"""Newer and older files of one list on the real server: what keeps its node, what ends, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from loader.errors import Shrunk
from loader.identifiers import entry_key
from loader.lists import control_list
from loader.load_report import LoadReport
from loader.records import Designation, Rejected, Row
from loader.run import load
from loader.source import Source
from loader.unload import unload

LIST = "us-entity-list"
JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))
OLD = "Placeholder Institute of Imaginary Optics"
NEW = "Placeholder Institute of Imaginary Optics (PIIO)"
Load = Callable[..., LoadReport]


def _entry(name: str, *aliases: str, **more: Any) -> Designation:
    key = more.pop("key", None) or entry_key("NL", name)
    return Designation(
        list=LIST, key=key, name=name, aliases=aliases, countries=("NL",), citations=("83 FR 37423",), **more
    )


def _many(number: int) -> list[Designation]:
    return [_entry(f"Entry {n}", key=f"{n}") for n in range(number)]


@pytest.fixture
def loads(empty: Client, tmp_path: Path) -> Load:
    """`loads(day, entries)` loads a file of the list; `copy=True` one that only contains it."""

    def run(
        day: date,
        entries: list[Designation],
        *,
        copy: bool = False,
        floor: int | None = None,
        allow_shrink: bool = False,
        relink: bool = False,
    ) -> LoadReport:
        def read(path: Path) -> list[Row | Rejected]:
            return [Row(1, control_list(LIST)), *(Row(line, entry) for line, entry in enumerate(entries, 1))]

        source = Source(
            id="csl" if copy else "nsfreg",
            title="lists made by a test",
            licence="none",
            address="none",
            kind="lists",
            precedence=50 if copy else 60,
            read=read,  # type: ignore[arg-type]
            as_of=lambda path: day,
            floor=floor,
            complete=not copy,
        )
        path = tmp_path / f"file-{day}"
        path.write_text("\n".join(map(repr, entries)))
        return load(
            empty,
            source,
            [path],
            reports=tmp_path / "reports",
            version="test",
            allow_shrink=allow_shrink,
            relink=relink,
        )

    return run


def _state(client: Client) -> Sequence[Mapping[str, Any]]:
    """Every entry with its periods, but for what differs with the order of loading by nature: ids of loads."""
    return client.read(
        "MATCH (d:Designation) RETURN d.id AS id, d.name AS name, d.names_seen AS seen, d.first_file AS first, "
        "[key IN d.keys | split(key, '|')[1]] AS keys, "
        "COLLECT { MATCH (d)-[on:ON_LIST]->() RETURN [on.from_min, on.from_max, on.to_min, on.to_max] "
        "ORDER BY on.period } AS periods ORDER BY id"
    ).rows


def test_a_renamed_entry_keeps_its_node_its_period_and_its_former_name(loads: Load, empty: Client) -> None:
    loads(JAN, [_entry(OLD)])
    done = loads(FEB, [_entry(NEW, "PIIO", "Imaginary Optics Institute")], relink=True)
    assert (done.closed, done.account.written) == (0, 1)
    assert done.renamed == [(f"{LIST}/{_entry(OLD).key}", f"{LIST}/{_entry(NEW).key}")]
    assert _state(empty) == [
        {
            "id": f"{LIST}/{_entry(OLD).key}",
            "name": NEW,
            "seen": [
                f"2026-01-01|{OLD}",
                "2026-02-01|Imaginary Optics Institute",
                "2026-02-01|PIIO",
                f"2026-02-01|{NEW}",
            ],
            "first": JAN,
            "keys": [_entry(NEW).key],
            "periods": [[None, None, None, None]],
        }
    ]
    targets = empty.read("MATCH (:Designation)-[:TARGETS]->(i) RETURN i.name AS name, i.aliases AS aliases").rows
    assert targets == [{"name": NEW, "aliases": ["Imaginary Optics Institute", "PIIO"]}]
    again = loads(FEB, [_entry(NEW, "PIIO", "Imaginary Optics Institute")])
    assert (again.account.unchanged, again.renamed) == (1, [])


@pytest.mark.parametrize("copy", [False, True])
def test_the_order_of_two_files_does_not_matter(loads: Load, empty: Client, database: Any, copy: bool) -> None:
    older = [_entry(OLD), _entry("Went Away Works"), _entry("Stays Works")]
    newer = [_entry(NEW, "Imaginary Optics Institute"), _entry("Stays Works"), _entry("Came Later Works")]
    loads(JAN, older, copy=copy)
    loads(MAR, newer)
    expected = _state(empty)
    assert [row["periods"] for row in expected if "went" in row["id"]] == [[[None, None, date(2026, 1, 2), MAR]]]
    database.wipe()
    loads(MAR, newer)
    loads(JAN, older, copy=copy)
    assert _state(empty) == expected
    # The file between narrows when the one went, in any order.
    loads(FEB, [_entry(OLD), _entry("Stays Works")])
    assert [row["periods"] for row in _state(empty) if "went" in row["id"]] == [[[None, None, date(2026, 1, 2), FEB]]]


def test_an_older_file_tells_more_closely_when_an_entry_was_gone_and_back(loads: Load, empty: Client) -> None:
    stays, goes = _entry("Stays Works"), _entry("Goes Works")
    loads(date(2025, 1, 1), [stays, goes])
    loads(date(2025, 9, 1), [stays])
    loads(APR, [stays, goes])
    loads(date(2025, 5, 1), [stays, goes])
    loads(FEB, [stays])
    rows = [row["periods"] for row in _state(empty) if "goes" in row["id"]]
    assert rows == [[[None, None, date(2025, 5, 2), date(2025, 9, 1)], [date(2026, 2, 2), APR, None, None]]]


@pytest.mark.parametrize("order", [(JAN, FEB, MAR), (JAN, MAR, FEB), (MAR, FEB, JAN)])
def test_an_entry_that_the_file_between_lacks_was_gone_and_is_back(
    loads: Load, empty: Client, order: tuple[date, ...]
) -> None:
    for day in order:
        loads(day, [_entry("Stays Works"), *([] if day == FEB else [_entry("Goes Works")])])
    rows = [row["periods"] for row in _state(empty)]
    assert rows == [
        [[None, None, date(2026, 1, 2), FEB], [date(2026, 2, 2), MAR, None, None]],
        [[None, None, None, None]],
    ]


def test_a_rename_taken_out_is_forgotten(loads: Load, empty: Client) -> None:
    loads(JAN, [_entry(OLD)])
    mistaken = loads(FEB, [_entry(NEW, "Imaginary Optics Institute")])
    unload(empty, mistaken.id)
    loads(JAN, [_entry(OLD)])
    row = _state(empty)[0]
    assert (row["name"], row["keys"]) == (OLD, None)


def test_a_file_that_lost_too_much_is_refused_before_anything_is_written(loads: Load, empty: Client) -> None:
    loads(JAN, _many(40))
    before = _state(empty)
    with pytest.raises(Shrunk, match="holds 29 entries where the last file had 40: fetch it anew, or load it with"):
        loads(FEB, _many(29))
    assert _state(empty) == before
    assert [row["properties"]["id"] for row in empty.rows("loads")] == ["load-1"]
    assert loads(FEB, _many(30)).closed == 10
    assert loads(MAR, _many(5), allow_shrink=True).closed == 25
    # An older file may be smaller.
    loads(date(2025, 1, 1), _many(3))


def test_less_than_the_floor_is_an_excerpt_at_most(loads: Load, empty: Client) -> None:
    loads(JAN, _many(12), floor=10)
    with pytest.raises(Shrunk, match="holds 5 entries where a whole file of lists made by a test has at least 10"):
        loads(FEB, _many(5), floor=10)
    done = loads(FEB, _many(5), floor=10, allow_shrink=True)
    assert done.closed == 0
    assert done.means == [
        "file-2026-02-01: the file is an excerpt: it dates no list, and nothing that it lacks was closed"
    ]
    assert empty.rows("list_file_dates")[0]["as_of"] == JAN
