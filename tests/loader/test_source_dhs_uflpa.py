from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.entry_writer import join_entries
from loader.errors import SourceError
from loader.identifiers import text
from loader.records import Designation, Rejected, Row
from loader.sources.dhs_uflpa import SOURCE, read, split_printed_name

Write = Callable[..., Path]
HILL = (
    "Hill (Lakeside) Co., Ltd (including two aliases: Hill Works (Lake); and HW) and its subordinate and affiliated "
    "entities"
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*tables: tuple[str, list[tuple[str, ...]]], header: str = "Name of Entity") -> Path:
        body = ""
        for ground, rows in tables:
            cells = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
            head = f"<tr><th>{header}</th><th>Effective&nbsp;Date</th></tr>"
            body += f"<p><b>A list</b><br>{ground}</p><table><thead>{head}</thead><tbody>{cells}</tbody></table>"
        path = tmp_path / "page.html"
        page = f"<!DOCTYPE html>\r\n<html><body><table><tr><td>menu</td></tr></table>{body}"
        path.write_text(
            f"\ufeff{page}<div><span>Last Updated:</span> 01/14/2025</div></body></html>", encoding="utf-8", newline=""
        )
        return path

    return write


def test_a_body_in_two_tables(write: Write) -> None:
    path = write(
        ("Section 2(d)(2)(B)(i)", [(HILL, "June 21, 2022"), ("Lake &amp; Sons", "May 17, 2024")]),
        ("Not (iv) but Section 2(d)(2)(B)(v)", [("Hill (Lakeside) Co. Ltd.", "June 21, 2022")]),
    )
    _, *rows = read(path)
    assert [row.line for row in rows] == [1, 2, 3]
    records = [row.record for row in rows if isinstance(row, Row)]
    hill, lake = join_entries(record for record in records if isinstance(record, Designation))
    assert hill.id == "us-uflpa/cn-hill-lakeside-co-ltd"
    assert (hill.name, hill.kind) == ("Hill (Lakeside) Co., Ltd", "organisation")
    assert hill.aliases[:2] == ("Hill Works (Lake)", "HW")
    assert hill.programs == ("UFLPA Section 2(d)(2)(B)(i)", "UFLPA Section 2(d)(2)(B)(v)")
    assert hill.remarks == "The entry goes on: and its subordinate and affiliated entities"
    assert (hill.period.from_min, hill.period.basis) == (date(2022, 6, 21), "effective date")
    assert hill.raw[0]["Name of Entity"] == HILL
    assert lake.name == "Lake & Sons"
    assert SOURCE.as_of(path) == date(2025, 1, 14)


@pytest.mark.parametrize(
    ("printed", "name", "aliases"),
    [
        ("Hill Co.", "Hill Co.", []),
        ("Hill (VSETC)", "Hill (VSETC)", []),
        ("Hill Co. (and one alias: Hill Works)", "Hill Co.", ["Hill Works"]),
        ("Hill (also known as A and B; and formerly known as C)", "Hill", ["A and B", "C"]),
        ("Hill (formerly known as A; B; and C)", "Hill", ["A", "B", "C"]),
        ("Hill (also known as A Co. and formerly known as B", "Hill", ["A Co.", "B"]),
    ],
)
def test_names_and_aliases(printed: str, name: str, aliases: list[str]) -> None:
    assert split_printed_name(printed) == (name, aliases)


@given(st.text(alphabet="HILlake ().,;&", min_size=1))
def test_a_name_without_aliases_stays_whole(printed: str) -> None:
    assert split_printed_name(printed) == (text(printed) or "", [])


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,8}( \(Lake\))? Co\.", fullmatch=True), min_size=1, max_size=4))
def test_aliases_come_apart_and_stay_whole(aliases: list[str]) -> None:
    printed = f"Hill Co. (also known as {'; '.join(aliases)})"
    assert split_printed_name(printed) == ("Hill Co.", aliases)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("Hill",), "line"),
        (("", "June 21, 2022"), "Name of Entity"),
        (("Hill", "21 June"), "Effective Date"),
    ],
)
def test_a_bad_row_costs_itself_only(write: Write, row: tuple[str, ...], field: str) -> None:
    _, rejected, good = read(write(("Section 2(d)(2)(B)(ii)", [row, ("Lake", "June 21, 2022")])))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, field)
    assert isinstance(good, Row)


def test_other_files_are_refused(write: Write, tmp_path: Path) -> None:
    rows = [("Hill", "June 21, 2022")]
    with pytest.raises(SourceError, match="no table has the columns"):
        list(read(write(("Section 2(d)(2)(B)(ii)", rows), header="Company")))
    with pytest.raises(SourceError, match="does not stand below a ground"):
        list(read(write(("A list", rows))))
    (tmp_path / "bytes.html").write_bytes(b"\xff\xfe<html>")
    with pytest.raises(SourceError, match="fetch it anew"):
        list(read(tmp_path / "bytes.html"))
