from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.client import Client
from loader.errors import SourceError
from loader.funders import public_funder
from loader.records import Figure, Funder, Rejected, Row
from loader.run import load
from loader.sources import SOURCES
from loader.sources.country_figures import COLUMNS, SOURCE, read
from loader.unload import unload

WriteTable = Callable[..., Path]
ROW = {
    "id": "2019/KP",
    "country": "KP",
    "year": "2019",
    "works": "15",
    "partners": "AQ 1 | HM 4",
    "publisher": "Practice Index",
    "filter": "",
    "retrieved": "2023-01-01",
    "origin": "invented",
}
NETWORK = """\
% mat2Pajek Tue Aug 27 20:03:33 2024
*vertices 4
1 "AQ"
2 "HM"
3 "KP"
4 "ZZ"
*arcs
1 1 6
1 3 2
2 2 9
2 3 4
3 1 2
3 2 3
3 3 6
"""
WORKS = "https://api.openalex.org/works"


def figures(path: Path) -> list[Figure]:
    items = list(read(path))
    assert [item for item in items if isinstance(item, Rejected)] == []
    return [item.record for item in items if isinstance(item, Row) and isinstance(item.record, Figure)]


def test_a_row_of_our_own_table(write_table: WriteTable) -> None:
    (figure,) = figures(write_table("figures.csv", COLUMNS, ROW))
    assert figure == Figure(
        totals="Practice Index 2023-01-01 all works",
        country="KP",
        year=2019,
        works=15,
        partners=("AQ", "HM"),
        partner_works=(1, 4),
        counts="all works",
        filter="",
        retrieved=date(2023, 1, 1),
        origin="invented",
    )
    assert figure.id == "Practice Index 2023-01-01 all works/2019/KP"
    (world,) = figures(write_table("world.csv", COLUMNS, {**ROW, "country": "world", "id": "2019/world"}))
    assert (world.country, world.id) == (None, "Practice Index 2023-01-01 all works/2019/world")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"country": "ZZ", "id": "2019/ZZ"}, "country"),
        ({"country": ""}, "country"),
        ({"year": ""}, "year"),
        ({"works": "-1"}, "works"),
        ({"works": "many"}, "works"),
        ({"partners": "AQ"}, "partners"),
        ({"partners": "ZZ 4"}, "partners"),
        ({"retrieved": "2023"}, "retrieved"),
        ({"origin": ""}, "origin"),
        ({"id": "2018/KP"}, "id"),
    ],
)
def test_a_bad_row_is_rejected(write_table: WriteTable, change: dict[str, str], field: str) -> None:
    (row,) = read(write_table("figures.csv", COLUMNS, {**ROW, **change}))
    assert isinstance(row, Rejected)
    assert (row.line, row.field) == (2, field)


def test_a_network_of_countries(tmp_path: Path) -> None:
    path = tmp_path / "WrldCo2019.net"
    path.write_text(f"\ufeff{NETWORK}", encoding="utf-8")
    items = list(read(path))
    rows = {row.record.country: row for row in items if isinstance(row, Row) and isinstance(row.record, Figure)}
    assert {place: row.record.works for place, row in rows.items() if isinstance(row.record, Figure)} == {
        "AQ": 6,
        "HM": 9,
        "KP": 6,
    }
    assert rows["KP"].record == Figure(
        totals="OpenAlex 2024-08-27 countries_distinct_count:>1",
        country="KP",
        year=2019,
        works=6,
        partners=("AQ", "HM"),
        partner_works=(2, 3),
        counts="works that print more than one country",
        filter="countries_distinct_count:>1",
        retrieved=date(2024, 8, 27),
        origin="OpenAlex, asked by V. Batagelj with OpenAlex2Pajek (github.com/bavla/OpenAlex, Countries/27aug24)",
    )
    # Works came in between two questions; a country that is none has no figure.
    assert rows["HM"].notes == ("HM has 4 works with KP, and KP has 3 with HM: each keeps its own number",)
    assert [(item.line, item.field) for item in items if isinstance(item, Rejected)] == [(6, "vertex")]
    assert SOURCE.as_of(path) == date(2024, 8, 27)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("WrldCo.net", "", "", "names no year"),
        ("WrldCo2019.net", "% mat2Pajek Tue Aug 27 20:03:33 2024\n", "", "does not say when it was made"),
        ("WrldCo2019.net", "*vertices 4", "*vertices 251", "announces 251 vertices and has 4"),
        ("WrldCo2019.net", "*arcs", "% ", "no Pajek network"),
        ("WrldCo2019T.vec", "", "", "names no countries"),
    ],
)
def test_a_file_that_is_no_network(tmp_path: Path, name: str, old: str, new: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(NETWORK.replace(old, new) if old else NETWORK, encoding="utf-8")
    with pytest.raises(SourceError, match=says):
        list(read(path))


@pytest.mark.parametrize("line", ["3 9 4", "3 3 6", "3 x 4"])
def test_a_broken_arc_is_rejected_and_the_rest_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "WrldCo2019.net"
    path.write_text(NETWORK + line + "\n", encoding="utf-8")
    items = list(read(path))
    assert [item.line for item in items if isinstance(item, Rejected)] == [15, 6]
    assert len(items) == 5


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "WrldCo2019.net"
    path.write_text(NETWORK + text, encoding="utf-8", errors="replace", newline="")
    for item in read(path):
        assert isinstance(item, Row | Rejected)


def answer(path: Path, filter: str, by: str, groups: list[dict[str, Any]], count: int = 200) -> Path:
    asked = {"uri": f"{WORKS}?filter={filter}&group_by={by}", "retrieved": "2026-03-02"}
    path.write_text(json.dumps({**asked, "answer": {"meta": {"count": count}, "group_by": groups}}), encoding="utf-8")
    return path


def group(key: str, count: Any) -> dict[str, Any]:
    return {"key": key, "key_display_name": key, "count": count}


def test_an_answer_by_country(tmp_path: Path) -> None:
    groups = [group("https://openalex.org/countries/CN", 120), group("KP", 3)]
    found = figures(answer(tmp_path / "a.json", "publication_year:2019,type:article", "authorships.countries", groups))
    assert [(one.country, one.year, one.works, one.partners) for one in found] == [
        (None, 2019, 200, ()),
        ("CN", 2019, 120, ()),
        ("KP", 2019, 3, ()),
    ]
    assert {one.totals for one in found} == {"OpenAlex 2026-03-02 type:article"}
    assert {one.counts for one in found} == {"works that match type:article"}


def test_an_answer_by_country_for_one_country_gives_its_partners(tmp_path: Path) -> None:
    path = answer(
        tmp_path / "a.json",
        "authorships.countries:kp,publication_year:2019,countries_distinct_count:>1",
        "authorships.countries",
        [group("KP", 200), group("CN", 19)],
    )
    (found,) = figures(path)
    assert (found.country, found.works, found.partners, found.partner_works) == ("KP", 200, ("CN",), (19,))
    assert found.totals == "OpenAlex 2026-03-02 countries_distinct_count:>1"
    assert SOURCE.as_of(path) == date(2026, 3, 2)


def test_an_answer_by_year(tmp_path: Path) -> None:
    groups = [group("2018", 5), group("2019", 7)]
    (first, last) = figures(answer(tmp_path / "a.json", "institutions.country_code:KP", "publication_year", groups))
    assert (first.country, first.year, first.works, last.year, last.works) == ("KP", 2018, 5, 2019, 7)


@pytest.mark.parametrize(
    ("filter", "by", "groups", "field"),
    [
        ("publication_year:2019", "type", [group("article", 5)], "group_by"),
        ("", "authorships.countries", [group("KP", 5)], "group_by"),
        ("publication_year:2017-2023", "authorships.countries", [], "year"),
        ("publication_year:2019", "authorships.countries", [group("unknown", 5)], "key"),
        ("publication_year:2019", "authorships.countries", [group("KP", True)], "count"),
        ("publication_year:2019", "authorships.countries", [group("KP", -5)], "count"),
    ],
)
def test_an_answer_that_gives_no_figure(tmp_path: Path, filter: str, by: str, groups: Any, field: str) -> None:
    items = list(read(answer(tmp_path / "a.json", filter, by, groups)))
    assert [item.field for item in items if isinstance(item, Rejected)] == [field]


def test_a_recorded_exchange_is_read_with_its_own_words(tmp_path: Path) -> None:
    body = json.dumps({"meta": {"count": 9}, "group_by": [group("2019", 7)]})
    recorded = f"""\
http_interactions:
- request: {{method: GET, uri: "{WORKS}?filter=type:article&group_by=publication_year&api_key=secret"}}
  response: {{body: {{string: '{body}'}}}}
  recorded_at: 2026-03-02 12:54:10
- request: {{method: GET, uri: "{WORKS}?filter=x"}}
  response: {{body: {{string: '{{"error": "Invalid query", "message": "x is no field"}}'}}}}
  recorded_at: 2026-03-02 12:54:10
"""
    path = tmp_path / "recorded.yml.gz"
    path.write_bytes(gzip.compress(recorded.encode()))
    good, bad = read(path)
    assert isinstance(good, Row)
    assert isinstance(good.record, Figure)
    assert (good.record.country, good.record.works, good.record.filter) == (None, 7, "type:article")
    assert isinstance(bad, Rejected)
    assert "x is no field" in bad.reason
    assert "secret" not in repr((good, bad))


def test_an_answer_without_what_was_asked_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"meta": {"count": 9}, "group_by": []}', encoding="utf-8")
    with pytest.raises(SourceError, match="does not say what was asked and when"):
        list(read(path))
    path.write_text('{"meta": {"count": 9', encoding="utf-8")
    with pytest.raises(SourceError, match="neither complete JSON nor YAML"):
        list(read(path))


def test_figures_load_apart_from_papers_and_can_be_taken_out(
    empty: Client, tmp_path: Path, write_table: WriteTable
) -> None:
    table = write_table(
        "figures.csv", COLUMNS, ROW, {**ROW, "works": "x"}, {**ROW, "country": "world", "id": "2019/world"}
    )
    first = load(empty, SOURCES["country-figures"], [table], reports=tmp_path, version="test", purpose="test")
    assert str(first.account) == "3 read = 2 written + 0 unchanged + 0 merged + 1 rejected"
    again = load(empty, SOURCES["country-figures"], [table], reports=tmp_path, version="test", purpose="test")
    assert str(again.account) == "3 read = 0 written + 2 unchanged + 0 merged + 1 rejected"
    found = empty.read("MATCH (f:Figure)-[:COUNTED_FOR]->(c:Country) RETURN c.code AS code, f.works AS works", {}).rows
    assert [(row["code"], row["works"]) for row in found] == [("KP", 15)]
    assert unload(empty, first.id).removed == {"Figure": 2}


def test_public_funders_are_known_by_ror_and_by_the_funder_registry() -> None:
    science = Funder("openalex:F4320321001", "National Natural Science Foundation of China", "ror:01h0zpd94")
    assert public_funder(science) == public_funder(Funder("doi:10.13039/501100001809", "NSFC"))
    found = public_funder(science)
    assert found
    assert found.country == "CN"
    assert public_funder(Funder("openalex:F4320324706", "Saudi Aramco", "ror:03ypap427")) is None
