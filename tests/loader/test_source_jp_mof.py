from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader import japanese_entry
from loader.errors import SourceError
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.jp_mof import SOURCE, read

Write = Callable[..., Path]
Sheet = tuple[str, Sequence[Sequence[str | None]]]
HEADER = ("告示日付", "告示番号", "日本語表記", "英語表記", "別称・旧称", "所在地", "その他の情報")
PERSONS = ("告示日付", "告示番号", "日本語表記", "英語表記", "別名", "役職", "国籍")
BODIES: Sheet = (
    "14.北朝鮮(決議1718号等；団体) ",
    [
        ("対象となる者（団体）",),
        ("（注）",),
        HEADER,
        (
            "2009.5.22\n2016.3.11改訂",
            "2(*39)",
            "ヒル・インスティテュート",
            "Hill Institute（HI）",
            "（別称）ヒル・ワークス；丘（Oka）\nHill Works; Hill Co., Ltd",
            "北朝鮮平壌特別市；Lake Street 2, Dandong, China",
            "電話番号：1",
        ),
        (None, None, None, None, None, None, "続き"),
        ("2012.1.2削除", "3", None, None, None, None, None),
    ],
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*sheets: Sheet) -> Path:
        workbook = openpyxl.Workbook()
        workbook.worksheets[0].title = "一覧"
        for title, rows in sheets:
            sheet = workbook.create_sheet(title.strip())
            for row in rows:
                sheet.append(tuple(row))
        plain = tmp_path / "plain.xlsx"
        workbook.save(plain)
        path = tmp_path / "shisantouketsu20260305.xlsx.gz"
        path.write_bytes(gzip.compress(plain.read_bytes()))
        return path

    return write


def sheet(*rows: Sequence[str | None], title: str = "14.北朝鮮(団体)", header: Sequence[str] = HEADER) -> Sheet:
    return title, [("見出し",), header, *rows]


def test_an_entry_with_everything(write: Write) -> None:
    path = write(BODIES, ("8.【解除】リベリア", [("告示廃止",)]))
    first, row = read(path)
    assert isinstance(first, Row)
    assert isinstance(first.record, ControlList)
    assert first.notes == ("1 numbers were struck out, with the day of that only: they are no entries",)
    assert isinstance(row, Row)
    assert row.line == 4
    entry = row.record
    assert isinstance(entry, Designation)
    assert entry.id == "jp-mof/14-2"
    assert (entry.name, entry.kind) == ("Hill Institute(HI)", "organisation")
    assert entry.aliases == ("Oka", "Hill Works", "Hill Co., Ltd")
    assert entry.native_names == ("ヒル・インスティテュート", "ヒル・ワークス", "丘")
    assert entry.addresses == ("北朝鮮平壌特別市", "Lake Street 2, Dandong, China")
    assert entry.countries == ("KP", "CN")
    assert entry.programs == ("14.北朝鮮(決議1718号等；団体)",)
    assert entry.remarks == "電話番号：1; 続き"
    day = date(2009, 5, 22)
    assert entry.period == Period(from_min=day, from_max=day, basis="publication of the notice")
    assert [raw["その他の情報"] for raw in entry.raw] == ["電話番号：1", "続き"]
    assert SOURCE.as_of(path) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("title", "heading", "nationality", "kind"),
    [
        ("15.北朝鮮(個人)", "見出し", None, "person"),
        ("28.ロシア連邦(団体)", "団体及び個人", "北朝鮮", "organisation"),
        ("5.イラク", "対象となる個人", None, "person"),
        ("39.イエメン", "関与した者等", "イエメン", "person"),
        ("39.イエメン", "関与した者等", "不明", "unknown"),
    ],
)
def test_kinds(write: Write, title: str, heading: str, nationality: str | None, kind: str) -> None:
    row = ("2014.12.17", "1", "ベイシュピール・エリカ", "Erika Beispiel", "不明", None, nationality)
    _, found = read(write((title, [(heading,), PERSONS, row])))
    assert isinstance(found, Row)
    assert isinstance(found.record, Designation)
    assert (found.record.kind, found.record.aliases) == (kind, ())


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("2012.10.25", "274", None, None), "英語表記"),
        (("2012.10.25", "A", "丘", "Hill"), "告示番号"),
        (("未定", "1", "丘", "Hill"), "告示日付"),
        (("2012.10.25", "1", "丘", "Hill", None, None, None, "x"), "line"),
    ],
)
def test_a_bad_row_costs_itself_only(write: Write, row: Sequence[str | None], field: str) -> None:
    _, rejected, good = read(write(sheet(row, ("2012.10.25", "5", "丘", "Hill"))))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (3, f"14.北朝鮮(団体): {field}")
    assert isinstance(good, Row)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (sheet(title="45.新", header=(*HEADER, "色")), "'色' is a column that this release does not know"),
        (sheet(title="45.新", header=HEADER[1:]), "no header beginning with 告示日付"),
        (sheet(title="新しい"), "the sheet has no number"),
    ],
)
def test_an_unknown_sheet_is_refused_whole(write: Write, bad: Sheet, reason: str) -> None:
    _, rejected, good = read(write(bad, sheet(("2012.10.25", "5", "丘", None))))
    assert isinstance(rejected, Rejected)
    assert rejected.field == bad[0]
    assert reason in rejected.reason
    assert isinstance(good, Row)
    assert isinstance(good.record, Designation)
    assert (good.record.name, good.record.native_names) == ("丘", ())


def test_other_files_are_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no sheet has the columns"):
        list(read(write()))
    (tmp_path / "text.xlsx").write_bytes(b"No.,Country")
    with pytest.raises(SourceError, match="no workbook"):
        list(read(tmp_path / "text.xlsx"))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("北朝鮮平壌特別市中区域", "KP"),
        ("Route des Collines 1, スイス", "CH"),
        ("Hill Street 1, Moscow, Russian Federation", "RU"),
        ("中国遼寧省", "CN"),
        ("アトランティス", None),
    ],
)
def test_countries_of_addresses(address: str, code: str | None) -> None:
    assert japanese_entry.country(address) == code


@given(
    st.lists(st.from_regex(r"[ァ-ヺ]{2,8}(・[ァ-ヺ]{2,8})?", fullmatch=True), max_size=4), st.sampled_from(";；、\n")
)
def test_aliases_come_apart_and_stay_whole(names: list[str], between: str) -> None:
    assert japanese_entry.aliases(between.join(names)) == [japanese_entry.plain(name) for name in names]


@given(st.text())
def test_no_cell_breaks_the_parsers(cell: str) -> None:
    assert all(japanese_entry.aliases(cell))
    assert all(japanese_entry.addresses(cell))
    assert all(japanese_entry.names(cell))
