"""The history of a list on the real server: what files say of their days, in whatever order, and with one taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from cypher.errors import UsageError
from loader.lists import control_list
from loader.load_report import LoadReport
from loader.records import Designation, Period, Rejected, Row
from loader.run import load
from loader.sources import SOURCES
from loader.unload import unload

LIST = "us-dpl"
JAN, FEB, MAR, APR, MAY = (date(2026, month, 1) for month in (1, 2, 3, 4, 5))
LONG_PAST = Period(
    from_min=date(2010, 1, 1), from_max=date(2010, 1, 1), to_min=date(2011, 1, 1), to_max=date(2011, 1, 1)
)
OLD = Period(from_min=date(2006, 12, 23), from_max=date(2006, 12, 23), basis="listed date")

#: `loads(day, entries)`, `loads({day: entries, …})` for several files in one command
Loads = Callable[..., LoadReport]


def _entry(name: str, **more: Any) -> Designation:
    return Designation(**{"list": LIST, "key": name.lower(), "name": name, "raw": ({"name": name},), **more})


def _day(path: Path) -> date:
    return date.fromisoformat(path.name)


STAYS, GOES = _entry("Stays"), _entry("Goes", period=OLD)
REFUSED = Rejected(9, "name", "is empty")


@pytest.fixture
def loads(empty: Client, tmp_path: Path) -> Loads:
    """A file holds `Designation`s and `Rejected`s; the real source's facts stand, but for its reader."""

    def run(day: date | Mapping[date, list[Any]], items: list[Any] | None = None, source: str = "nsfreg") -> LoadReport:
        files = {str(one): held for one, held in (day.items() if isinstance(day, Mapping) else [(day, items or [])])}

        def read(path: Path) -> Any:
            held = files[path.name]
            lists = {one.list for one in held if isinstance(one, Designation)} or {LIST}
            yield from (Row(1, control_list(one)) for one in sorted(lists))
            for line, one in enumerate(held, 1):
                yield Row(line, one) if isinstance(one, Designation) else one

        made = replace(SOURCES[source], read=read, as_of=_day, files=lambda path: (path,), floor=None)
        paths = [tmp_path / name for name in files]
        for path in paths:
            path.write_text(f"{source} {files[path.name]}")
        return load(empty, made, paths, reports=tmp_path / "reports", version="test", relink=False, allow_shrink=True)

    return run


def _on(client: Client, day: date) -> set[str]:
    """The names of the entries that answers count on a day."""
    rows = client.read(
        "MATCH (d:Designation)-[on:ON_LIST]->() WHERE coalesce(on.from_min <= $day, true) "
        "AND coalesce(on.to_max > $day, true) RETURN DISTINCT d.name AS name",
        {"day": day},
    ).rows
    return {row["name"] for row in rows}


def _state(client: Client) -> list[dict[str, Any]]:
    """Everything on the list but what differs with the order of loading by nature: ids of loads, hashes."""
    found = client.read(
        "MATCH (d:Designation) RETURN properties(d) AS d, "
        "COLLECT { MATCH (d)-[on:ON_LIST]->() RETURN properties(on) ORDER BY on.period } AS periods, "
        "COLLECT { MATCH (d)-[:ADDRESSED_IN]->(c) RETURN c.code ORDER BY c.code } AS codes ORDER BY d.id"
    ).rows
    rows = [dict(row) for row in found]
    for row in rows:
        row["d"] = {name: value for name, value in row["d"].items() if name not in ("loads", "hashes", "copied")}
        row["d"]["former"] = sorted("|".join(t.split("|")[:1] + t.split("|")[2:]) for t in row["d"].get("former", ()))
        row["periods"] = [{name: value for name, value in one.items() if name != "gone_by"} for one in row["periods"]]
    return rows


def test_each_file_is_evidence_for_its_day_in_every_order(loads: Loads, empty: Client, database: Any) -> None:
    new = _entry("New", countries=("NL",), period=replace_from(JAN))
    files = {JAN: [STAYS, GOES], FEB: [STAYS], MAR: [STAYS, _entry("Goes", period=OLD, remarks="x"), new]}
    states = []
    for order in permutations(files):
        database.wipe()
        for day in order:
            loads(day, files[day])
        states.append(_state(empty))
        for day, held in files.items():
            assert _on(empty, day) == {one.name for one in held}, (order, day)
        # Between files one can only tell what may be so; long before them what is printed.
        assert _on(empty, JAN + timedelta(days=9)) == {"Stays", "Goes"}
        assert _on(empty, FEB + timedelta(days=9)) == {"Stays", "Goes", "New"}
        assert _on(empty, date(2010, 1, 1)) == {"Stays", "Goes"}
        assert loads(FEB, files[FEB]).account.unchanged == 1
        assert _state(empty) == states[-1]
    assert all(state == states[0] for state in states)
    # Several files in one command are the same.
    database.wipe()
    loads({MAR: files[MAR], JAN: files[JAN], FEB: files[FEB]})
    assert _state(empty) == states[0]


def replace_from(day: date) -> Period:
    return Period(from_min=day, from_max=day, basis="effective date")


def test_an_entry_that_is_back_in_the_newest_file_is_back(loads: Loads, empty: Client) -> None:
    loads(JAN, [STAYS, GOES])
    loads(MAR, [STAYS])
    older = loads(FEB, [STAYS, _entry("Goes", period=OLD, remarks="other")])
    assert older.means == [
        f"2026-02-01: {LIST}: the file of 2026-02-01 is older than that of 2026-03-01, which was loaded before; it "
        "adds to what is known of the time before, and changes no value that stands now"
    ]
    # Its content is that of the first file, which none but the newest counts against.
    back = loads(APR, [STAYS, GOES])
    assert (_on(empty, MAR), _on(empty, APR)) == ({"Stays"}, {"Stays", "Goes"})
    assert (back.account.unchanged, back.means) == (1, [])
    row = next(row["d"] for row in _state(empty) if row["d"]["name"] == "Goes")
    assert row["provenance"] == ["nsfreg@2026-04-01|kind,list,name,printed,raw,rows"]
    assert "remarks" not in row
    # A record that a newer file repeats is as new as that file: an older one does not change it.
    loads(MAY, [_entry("Further"), STAYS])
    loads(date(2026, 4, 15), [_entry("Stays", remarks="older")])
    assert empty.read("MATCH (d:Designation {name: 'Stays'}) RETURN d.remarks AS it, d.rows AS rows").rows == [
        {"it": None, "rows": [2]}
    ]


def test_taking_a_file_out_leaves_what_the_others_say(loads: Loads, empty: Client, database: Any) -> None:
    files = {
        JAN: [STAYS, GOES],
        FEB: [_entry("Stays", aliases=("Alias",)), _entry("Once")],
        MAR: [_entry("Stays", aliases=("Other",))],
        APR: [_entry("Stays", aliases=("Other",)), GOES],
    }
    for left in files:
        database.wipe()
        for day, held in files.items():
            if day != left:
                loads(day, held)
        expected = _without_rows(_state(empty))
        database.wipe()
        done = {day: loads(day, held).id for day, held in files.items()}
        taken = unload(empty, done[left])
        assert _without_rows(_state(empty)) == expected, left
        assert taken.load_again <= set(done.values()) - {done[left]}


def test_a_mistaken_file_of_a_day_that_has_another_leaves_nothing_behind(loads: Loads, empty: Client) -> None:
    right = loads(JAN, [STAYS, GOES])
    before = _state(empty)
    again = loads(JAN, [STAYS, GOES])
    # The very same file: that of the first load still speaks for its day.
    assert unload(empty, again.id).load_again == set()
    assert _state(empty) == before
    wrong = loads(JAN, [STAYS, _entry("Invented")])
    assert _on(empty, JAN) == {"Stays", "Invented"}
    assert unload(empty, wrong.id).load_again == {right.id}
    assert _on(empty, JAN) == {"Stays", "Goes"}
    loads(JAN, [STAYS, GOES])
    assert _state(empty) == before
    assert loads(FEB, [STAYS]).closed == 1


def _without_rows(state: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """But for the rows as published, which only a newest file's load has, and what making links adds."""
    left_out = ("raw", "rows", "provenance", "former_names")
    for row in state:
        row["d"] = {name: value for name, value in row["d"].items() if name not in left_out}
    return state


def test_an_entry_with_a_printed_end_that_drops_out_is_gone(loads: Loads, empty: Client) -> None:
    until = Period(from_min=JAN, from_max=JAN, to_min=MAY, to_max=MAY, basis="effective date")
    past = Period(from_min=date(2020, 1, 1), from_max=date(2020, 1, 1), to_min=FEB, to_max=FEB, basis="effective date")
    loads(date(2025, 6, 1), [_entry("Past", period=LONG_PAST)], "csl")
    loads(JAN, [STAYS, _entry("Order", period=until), _entry("Past", period=past)])
    assert loads(MAR, [STAYS]).closed == 2
    rows = {row["d"]["name"]: row for row in _state(empty)}
    assert rows["Order"]["d"]["presence"] == ["2026-01-01|had", "2026-03-01|lacked"]
    assert [(one["to_min"], one["to_max"]) for one in rows["Order"]["periods"]] == [(date(2026, 1, 2), MAR)]
    assert [(one["to_min"], one["to_max"]) for one in rows["Past"]["periods"][1:]] == [(FEB, FEB)]
    # A renewal stands beside the order that an older file printed.
    again = Period(from_min=APR, from_max=APR, basis="effective date")
    loads(APR, [STAYS, _entry("Past", period=again)])
    rows = {row["d"]["name"]: row for row in _state(empty)}
    # So does one that only a copy of the list had printed.
    assert [one["from_min"] for one in rows["Past"]["periods"]] == [LONG_PAST.from_min, date(2020, 1, 1), APR]


def test_a_copy_adds_what_the_authority_does_not_say(loads: Loads, empty: Client, database: Any) -> None:
    list_id = "us-ofac-ns-cmic"
    own = _entry("Body", list=list_id, remarks="own")
    copy = _entry("Body", list=list_id, remarks="copied", reason="copied", period=OLD)
    states = []
    for order in (("ofac", "nsfreg"), ("nsfreg", "ofac")):
        database.wipe()
        for source in order:
            loads(*((JAN, [own]) if source == "ofac" else (MAR, [copy])), source)
        states.append(_state(empty))
    assert states[0] == states[1]
    row = states[0][0]
    assert (row["d"]["remarks"], row["d"]["reason"], row["periods"][0]["from_min"]) == ("own", "copied", OLD.from_min)
    assert row["d"]["provenance"][0].startswith("nsfreg (copy)@2026-03-01|")
    # The copy dates nothing.
    assert empty.rows("list_file_dates")[0]["dated_by"] == ["2026-01-01|load-2"]


def test_a_file_with_refused_records_tells_nothing_of_what_it_lacks(loads: Loads, empty: Client) -> None:
    loads(JAN, [STAYS, GOES])
    report = loads(MAR, [STAYS, _entry("New"), REFUSED])
    assert report.closed == 0
    assert report.means[0].startswith(
        "2026-03-01: records of the file were refused, so it is not whole: nothing that it"
    )
    facts = empty.read("MATCH (c:ControlList) RETURN c.as_of AS as_of, c.read_in_part AS part, c.seen_in AS seen").rows[
        0
    ]
    assert facts == {"as_of": JAN, "part": ["2026-03-01|load-2"], "seen": MAR}
    # An entry of an older file that it lacks has not ended by it.
    loads(FEB, [STAYS, GOES, _entry("Short")])
    assert {"Goes", "Short", "New"} < _on(empty, MAR)
    assert "New" not in _on(empty, FEB)
    loads(APR, [STAYS, _entry("New")])
    assert _on(empty, APR) == {"Stays", "New"}
    row = next(row for row in _state(empty) if row["d"]["name"] == "Goes")
    assert (row["periods"][0]["to_min"], row["periods"][0]["to_max"]) == (date(2026, 2, 2), APR)


def test_a_stopped_load_belongs_to_the_one_that_completes_it(
    loads: Loads, empty: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads(JAN, [STAYS])
    with monkeypatch.context() as patch:
        patch.setattr("loader.list_file.list_history.settle", _stop)
        with pytest.raises(KeyboardInterrupt):
            loads(FEB, [STAYS, GOES])
    loads(FEB, [STAYS, GOES])
    loads_now = {row["properties"]["id"]: row["properties"] for row in empty.rows("loads")}
    assert (loads_now["load-2"]["state"], loads_now["load-2"]["superseded_by"]) == ("superseded", "load-3")
    assert {row["state"] for row in empty.rows("audit_loads")} == {"complete"}
    with pytest.raises(UsageError, match="load-2 was stopped, and load-3 loaded the same files to the end"):
        unload(empty, "load-2")
    assert _on(empty, FEB) == {"Stays", "Goes"}
    unload(empty, "load-3")
    assert [row["d"]["name"] for row in _state(empty)] == ["Stays"]


def _stop(*_: Any, **__: Any) -> int:
    raise KeyboardInterrupt
