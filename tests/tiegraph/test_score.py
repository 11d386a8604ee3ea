"""`tiegraph score`: floors on the small sets that ship here, and labelled files of every shape."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loader.errors import SourceError
from loader.resolve import Body, Index
from tiegraph.score import affiliations, designations, dprk, entries, gold, names, report, strings
from tiegraph.score.institutions import Institutions, institutions
from tiegraph.score.measure import MISSED, RIGHT, WRONG, Counts, Score

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "data" / "gold"
Run = Callable[..., Any]
KISU = Body("kp:kisu", "Kim Il Sung University", country="KP", cities=("Pyongyang",), kind="university")
LAMP = Body("ror:05dxps055", "Lamplight Practice University", country="AQ", cities=("Lampton",), kind="university")


@pytest.fixture(scope="module")
def known() -> Institutions:
    return institutions()


@pytest.fixture(scope="module")
def index(known: Institutions) -> Index:
    return Index(known.bodies)


@pytest.fixture(scope="module")
def small() -> Index:
    return Index([KISU, LAMP])


def _write(folder: Path, text: str, name: str = "gold.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _outcomes(score: Score) -> list[str]:
    return [one.outcome for one in score.predictions]


def test_floor_of_affiliations(known: Institutions, index: Index) -> None:
    counts = (
        affiliations.score(index, ROOT / "tests" / "data" / "gold" / "crossref.csv", known.recorded).measures[0].counts
    )
    # Measured: .968 and .884.
    assert (counts.precision or 0) >= 0.95
    assert (counts.recall or 0) >= 0.87


def test_floor_of_dprk_strings(index: Index) -> None:
    score = dprk.score(index, GOLD / "dprk-strings.csv")
    # Measured: 1.000 and 1.000, 1.000 and .983.
    for measure, precision, recall in ((dprk.COUNTRY, 0.995, 0.99), (dprk.INSTITUTION, 0.99, 0.97)):
        counts = score.measure(measure).counts
        assert (counts.precision or 0) >= precision, [one.text for one in score.failures]
        assert (counts.recall or 0) >= recall, [one.text for one in score.failures]


def test_floor_of_list_entries(index: Index) -> None:
    score = designations.score(index, GOLD / "designation-ror.csv", entries.read())
    counts = score.measure(designations.AUTO).counts
    # Measured with the bundled extract of the registry: .967 and .880; with review .985.
    assert (counts.precision or 0) >= 0.95
    assert (counts.recall or 0) >= 0.86
    assert (score.measure(designations.WITH_REVIEW).counts.recall or 0) >= 0.97
    assert len({(row["list"], row["entry_name"]) for row in _rows(GOLD / "designation-ror.csv")}) >= 150


def test_floor_of_strings_that_print_listed_bodies(index: Index) -> None:
    score = strings.score(index, GOLD / "strings-designations.csv", entries.read())
    counts = score.measure(strings.LISTED).counts
    # Measured: 1.000 and .885.
    assert (counts.precision or 0) >= 0.96
    assert (counts.recall or 0) >= 0.86


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    "text",
    [
        "affiliation,ror_ids\nLamplight Practice University,https://ror.org/05dxps055\nNobody,[]\nUnlabelled,\n",
        "\ufefforiginal_affiliation;labels\nLamplight Practice University;{'https://ror.org/05dxps055'}\nNobody;{'Nobody'}\n"
        "Unlabelled;\n",
        '[{"affiliation": "Lamplight Practice University", "ror_ids": ["https://ror.org/05dxps055"]},\n'
        '{"affiliation": "Nobody", "ror_ids": []}, {"affiliation": "Unlabelled"}]',
    ],
)
def test_labelled_strings_in_every_shape(small: Index, tmp_path: Path, text: str) -> None:
    score = affiliations.score(small, _write(tmp_path, text), {LAMP.id})
    assert (score.measures[0].counts.right, score.measures[0].counts.wrong, score.measures[0].counts.missed) == (
        1,
        0,
        0,
    )
    assert [one.institution for one in score.predictions] == [LAMP.id, "", ""]
    assert "1 rows have no label: predicted, not scored." in score.notes


def test_a_string_whose_record_is_absent_must_get_nothing(small: Index, tmp_path: Path) -> None:
    text = "affiliation,ror_ids\nLamplight Practice University,https://ror.org/02bv3c993\nElsewhere,ror:02bv3c993\n"
    score = affiliations.score(small, _write(tmp_path, text), {LAMP.id})
    assert (score.measures[0].counts.right, score.measures[0].counts.wrong, score.measures[0].counts.missed) == (
        0,
        1,
        0,
    )
    assert any("2 strings name no body that is held" in note for note in score.notes)


def test_dprk_labels(small: Index, tmp_path: Path) -> None:
    text = (
        "raw_string,institution,kind,note\n"
        "Kim Il Sung University,kp:kisu,name,\n"
        "Pyongyang,place: Pyongyang,place,\n"
        '"Lamplight Practice University, Lampton",NOT_DPRK,negative,\n'
        "A body without a trace,Unknown College (new),name,not in any list\n"
    )
    score = dprk.score(small, _write(tmp_path, text))
    assert _outcomes(score) == [RIGHT, RIGHT, RIGHT, MISSED]
    assert score.failures[0].expected == "Unknown College (not in any list)"
    assert set(dprk.known_labels()) >= {"DI001", "DI039"}


def test_disputed_labels_count_as_labelled_and_are_told_apart(index: Index, tmp_path: Path) -> None:
    text = (
        "raw_string,institution,kind,note\n"
        "이과대학,DI016,name,\n"
        "Kim Song Univ,DI001,name,\n"
        "Kim Il Sung University,DI001,name,\n"
    )
    score = dprk.score(index, _write(tmp_path, text))
    counts = {measure.name: (measure.counts.right, measure.counts.missed) for measure in score.measures}
    assert counts[dprk.COUNTRY] == (1, 2)
    assert counts[dprk.COUNTRY_INFERRED] == counts[dprk.INSTITUTION_INFERRED] == (2, 1)
    assert counts[dprk.COUNTRY_TOLD] == counts[dprk.INSTITUTION_TOLD] == (1, 0)
    assert "too short" in score.failures[-1].expected


def test_pairs_of_entries_and_institutions(small: Index, tmp_path: Path) -> None:
    text = (
        "list,entry_name,entry_country,ror_id,label\n"
        "sample,Lamplight Practice University,Antarctica,https://ror.org/05dxps055,match\n"
        "sample,Driftwood Practice Works,Antarctica,https://ror.org/05dxps055,no_match\n"
        "other,Lamplight Practice University,Antarctica,NONE,no_match\n"
        "third,Lamplight Practice University,Antarctica,https://ror.org/05dxps055,\n"
    )
    score = designations.score(small, _write(tmp_path, text), entries.Entries())
    counts = score.measure(designations.AUTO).counts
    assert (counts.right, counts.wrong, counts.missed) == (1, 1, 0)
    assert [one.decision for one in score.predictions if one.line in (2, 3, 5)] == ["match", "no", "match"]


def test_names(tmp_path: Path) -> None:
    text = (
        "schema,name1,name2,is_match\n"
        "Company,Driftwood Works Limited,Driftwood Works Ltd,true\n"
        "Company,Driftwood Works,Lamplight Works,false\n"
        "Person,A Sample,B Sample,true\n"
    )
    score = names.score(_write(tmp_path, text))
    assert _outcomes(score) == [RIGHT, ""]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a,b\n1,2\n", "no column for 'string'"),
        ("affiliation,ror_ids\nx,https://ror.org/1\n", "line 2: institutions 'https://ror.org/1'"),
        ("affiliation,ror_ids\nx\n", "line 2: 1 cells"),
        ('affiliation,ror_ids\n"x,y\n', "line 2: the quoting breaks"),
        ("affiliation,ror_ids\n", "holds no rows"),
        ('[{"affiliation": "x"', "not complete JSON"),
        ("[3]", "record 1: is no object"),
    ],
)
def test_what_cannot_be_read_is_named(small: Index, tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SourceError, match=named):
        affiliations.score(small, _write(tmp_path, text), set())


def test_an_unknown_label_of_a_pair_is_named(small: Index, tmp_path: Path) -> None:
    text = "list,entry_name,ror_id,label\nsample,Lamp,ror:05dxps055,perhaps\n"
    with pytest.raises(SourceError, match="line 2: label 'perhaps'"):
        designations.score(small, _write(tmp_path, text), entries.Entries())


def test_shares_are_cut_and_not_rounded() -> None:
    assert report.share(0.9499) == ".949"
    assert Counts(1, 0, 1).f1 == pytest.approx(2 / 3)
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    counts = Counts()
    assert counts.add_sets({"a", "b"}, {"a", "c"}) == WRONG
    assert (counts.right, counts.wrong, counts.missed) == (1, 1, 1)


def test_the_command_prints_figures_and_writes_a_prediction_for_each_row(tiegraph: Run, tmp_path: Path) -> None:
    path = _write(tmp_path, "affiliation,ror_ids\nKim Il Sung University,\n=1+1,none\n")
    out = tmp_path / "predictions.csv"
    done = tiegraph("score", "affiliations", "--gold", str(path), "--predictions", str(out))
    assert done.code == 0
    assert "2 distinct strings" in done.out
    rows = _rows(out)
    assert [row["decision"] for row in rows] == ["match", "no"]
    assert rows[0]["institution"] == "kp:kim-il-sung-university"
    assert rows[1]["text"] == "'=1+1"


def test_a_label_cell_holds_ids_and_names(tmp_path: Path) -> None:
    row = gold.Row(2, {"labels": "{'https://ror.org/05dxps055', \"Driver's College\"}"})
    label = gold.label(tmp_path, row)
    assert label == gold.Label(("ror:05dxps055",), ("Driver's College",))
