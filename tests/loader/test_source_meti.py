from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from loader.errors import SourceError
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.meti import SOURCE, read

Write = Callable[..., Path]
HEADER = (
    "No.",
    "国名、地域名\nCountry or Region",
    "企業名､組織名\nCompany or Organization",
    "別名\nAlso Known As",
    "懸念区分\nType of WMD",
    "通常兵器\nConventional Weapons",
)
DPRK, CHINA = "北朝鮮\nNorth Korea", "中国\nPeople's Republic of China"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*rows: tuple[str | None, ...], header: tuple[str, ...] = HEADER) -> Path:
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(header)
        for row in rows:
            sheet.append(("=ROW()-1", *row))
        plain = tmp_path / "plain.xlsx"
        workbook.save(plain)
        path = tmp_path / "20250929_4.xlsx.gz"
        path.write_bytes(gzip.compress(plain.read_bytes()))
        return path

    return write


def designations(path: Path) -> list[Designation]:
    return [row.record for row in read(path) if isinstance(row, Row) and isinstance(row.record, Designation)]


def test_an_entry_with_everything(write: Write) -> None:
    path = write(
        (
            DPRK,
            "Kim Chaek Iron Works\n（金策製鉄所）",
            "・Kim Chaek Iron and Steel Complex \n・Kim Chaek Steel Union Corp.\n(金策製鉄連合企業所)\n・製鉄所",
            "生物、化学、ミサイル、核\nB,C,M,Ｎ ",
            "通常兵器\nCW",
        )
    )
    first, row = read(path)
    assert isinstance(first, Row)
    assert isinstance(first.record, ControlList)
    assert isinstance(row, Row)
    assert row.line == 2
    entry = row.record
    assert isinstance(entry, Designation)
    assert entry.id == "jp-end-user-list/kp-kim-chaek-iron-works"
    assert entry.name == "Kim Chaek Iron Works"
    assert entry.aliases == ("Kim Chaek Iron and Steel Complex", "Kim Chaek Steel Union Corp.")
    assert entry.native_names == ("金策製鉄所", "金策製鉄連合企業所", "製鉄所")
    assert entry.countries == ("KP",)
    assert entry.programs == (
        "biological weapons", "chemical weapons", "missiles", "nuclear weapons", "conventional weapons",
    )  # fmt: skip
    assert entry.kind == "organisation"
    assert entry.period == Period()
    assert entry.raw[0]["Company or Organization"] == "Kim Chaek Iron Works\n (金策製鉄所)"
    assert SOURCE.as_of(path) == date(2025, 9, 29)


@pytest.mark.parametrize(
    ("cell", "name", "native_names"),
    [
        ("Kim Il Sung University\n(金日成総合大学)", "Kim Il Sung University", ("金日成総合大学",)),
        ("Hill Company LLC\n（KIPAS）", "Hill Company LLC (KIPAS)", ()),
        ("Hill University（NPU）\n(西北工業大学)", "Hill University (NPU)", ("西北工業大学",)),
        (
            "K Logistics (China) Limited\n（快急送物流(中國)有限公司）",
            "K Logistics (China) Limited",
            ("快急送物流(中國)有限公司",),
        ),
        ("Hill Aviation\nTechnology CO.， LTD.", "Hill Aviation Technology CO., LTD.", ()),
        ("マンウォル貿易", "マンウォル貿易", ()),
    ],
)
def test_names_and_their_native_forms(write: Write, cell: str, name: str, native_names: tuple[str, ...]) -> None:
    (entry,) = designations(write((CHINA, cell, None, "核\nN", None)))
    assert (entry.name, entry.native_names) == (name, native_names)


def test_an_alias_without_a_bullet_and_one_that_is_the_name(write: Write) -> None:
    first, second = designations(
        write(
            (CHINA, "Hill", "HILL ELECTRONICS CO., LTD", None, "通常兵器\nCW"),
            (CHINA, "Lake", "・Lake\n・Lake Labs\n・Lake Labs", "ミサイルM", None),
        )
    )
    assert first.aliases == ("HILL ELECTRONICS CO., LTD",)
    assert first.programs == ("conventional weapons",)
    assert (second.aliases, second.programs) == (("Lake Labs",), ("missiles",))


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("亜\nAtlantis", "Hill", None, "核\nN", None), "Country or Region"),
        ((None, "Hill", None, "核\nN", None), "Country or Region"),
        ((CHINA, None, "・Hill", "核\nN", None), "Company or Organization"),
        ((CHINA, "Hill", None, "宇宙\nX", None), "Type of WMD"),
        ((CHINA, "Hill", None, None, "maybe"), "Conventional Weapons"),
        ((CHINA, "Hill", None, None, None, "new column"), "line"),
    ],
)
def test_a_bad_row_costs_itself_only(write: Write, row: tuple[str | None, ...], field: str) -> None:
    _, rejected, good = read(write(row, (CHINA, "Lake", None, "核\nN", None)))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (2, field)
    assert isinstance(good, Row)
    assert good.line == 3


def test_other_files_are_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="its columns are not Country or Region"):
        list(read(write(header=("No.", "Name"))))
    for name, content, message in (
        ("page.xlsx", b"<html>", "web page"),
        ("text.xlsx", b"No.,Country", "no workbook"),
        ("cut.xlsx.gz", gzip.compress(b"PK\x03\x04" * 99)[:-5], "broken gzip"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SourceError, match=message):
            list(read(tmp_path / name))
        with pytest.raises(SourceError, match=message):
            SOURCE.as_of(tmp_path / name)
