"""The file of judgements: what can be read, what is refused and named, and how an entry is found again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from loader import judgements
from loader.errors import SourceError
from loader.judgements import Judgement
from loader.records import Designation

HEADER = ",".join(judgements.COLUMNS)
ROW = "us-entity-list,cn-sample,Sample Works,cur:sample,Sample Institute,confirmed,,Reader Sample,2026-11-24,same"


def _file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "judgements.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def _judgement(**changed: object) -> Judgement:
    given = {
        "list": "sample-list",
        "entry_key": "k1",
        "entry_name": "Sample Works",
        "institution": "cur:sample",
        "judgement": "confirmed",
        **changed,
    }
    return Judgement(**given)  # type: ignore[arg-type]


def test_no_file_is_no_judgement(tmp_path: Path) -> None:
    assert judgements.read(tmp_path / "none.csv") == ()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "judgements.csv"
    made = _judgement(why='=SUM("A1"), really; "so"', who="Reader Sample", when=date(2026, 11, 24), entry_name="-Works")
    judgements.write(path, [made])
    assert "'=SUM" in path.read_text(encoding="utf-8")
    assert judgements.read(path) == (replace(made, line=2),)


def test_a_spreadsheet_with_semicolons_and_dotted_days_is_read(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    rows = [*judgements.COLUMNS, "papers"], [*ROW.split(",")[:8], "24.11.2026", "same", "7"]
    path.write_text("\r\n".join(";".join(row) for row in rows), encoding="utf-8-sig")
    (one,) = judgements.read(path)
    assert (one.when, one.judgement, one.relation) == (date(2026, 11, 24), "confirmed", "same body")


def test_a_row_without_a_judgement_is_no_judgement(tmp_path: Path) -> None:
    assert judgements.read(_file(tmp_path, ROW.replace("confirmed", ""))) == ()


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (ROW.replace("confirmed", "perhaps"), "line 2, judgement: 'perhaps'"),
        (ROW.replace("cur:sample", "sample"), "line 2, institution: 'sample'"),
        (ROW.replace("confirmed,,", "confirmed,cousin,"), "line 2, relation: 'cousin'"),
        (ROW.replace("2026-11-24", "11/24/26"), "line 2, when: '11/24/26'"),
        (ROW.replace("cn-sample", ""), "line 2, entry_key"),
        ("one,two", "line 2: 2 cells"),
        ('"' + ROW, "line 2: the quoting breaks"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, row: str, named: str) -> None:
    with pytest.raises(SourceError, match=named):
        judgements.read(_file(tmp_path, row))


def test_a_missing_column_and_another_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="lacks the column why"):
        judgements.read(_file(tmp_path, ROW.rpartition(",")[0], header=HEADER.removesuffix(",why")))
    path = _file(tmp_path, ROW)
    path.write_bytes(path.read_bytes().replace(b"Sample Works", b"S\xe4mple"))
    with pytest.raises(SourceError, match="line 2: not UTF-8"):
        judgements.read(path)


def test_two_judgements_on_one_pair_must_agree(tmp_path: Path) -> None:
    assert len(judgements.read(_file(tmp_path, ROW, ROW))) == 2
    with pytest.raises(SourceError, match="lines 2 and 3"):
        judgements.read(_file(tmp_path, ROW, ROW.replace("confirmed", "rejected")))


def test_a_new_judgement_takes_the_place_of_the_old() -> None:
    old, new = _judgement(), _judgement(judgement="rejected")
    assert judgements.together([old], [new]) == (new,)


def test_an_entry_is_found_by_key_then_by_a_name_of_its_own() -> None:
    renamed = Designation(list="sample-list", key="k2", name="Sample Works and Sons", aliases=("Sample Works",))
    found = judgements.apply([_judgement()], [renamed], {"cur:sample"})
    assert list(found.by_entry) == ["sample-list/k2"]
    assert found.unknown == []


def test_what_meets_nothing_is_named_and_kept() -> None:
    entry = Designation(list="sample-list", key="k1", name="Sample Works")
    twins = [Designation(list="sample-list", key=key, name="Twin Works") for key in ("t1", "t2")]
    found = judgements.apply(
        [
            _judgement(institution="cur:gone", line=2),
            _judgement(entry_key="gone", entry_name="Gone Works", line=3),
            _judgement(entry_key="gone", entry_name="Twin Works", line=4),
        ],
        [entry, *twins],
        {"cur:sample"},
    )
    assert found.by_entry == {}
    assert [text.partition(":")[0] for text in found.unknown] == ["line 2", "line 3", "line 4"]
    assert "2 entries have this name" in found.unknown[2]


def test_judgements_that_turn_out_to_be_of_one_pair_must_agree() -> None:
    entry = Designation(list="sample-list", key="k1", name="Sample Works")
    with pytest.raises(SourceError, match="lines 2 and 5"):
        judgements.apply(
            [_judgement(line=2), _judgement(entry_key="old", judgement="rejected", line=5)], [entry], {"cur:sample"}
        )
