"""Works from OpenAlex's interface: pages, cut author lists, the key, and what the answers cost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.errors import UsageError
from loader.errors import FetchError
from loader.fetch.access import Access
from loader.fetch.downloads import DOWNLOADS, Key, OpenAlexWorks
from loader.fetch.openalex_query import Query, folder_of, works_of
from loader.fetch.run import Fetched, fetch
from loader.sources import SOURCES

ROOT = Path(__file__).parents[3]
WORKS = [json.loads(line) for line in (ROOT / "data/practice/openalex.jsonl").read_text(encoding="utf-8").splitlines()]
#: As recorded on 2026-03-02.
PRICE = {"X-RateLimit-Cost-USD": "0.0001", "X-RateLimit-Remaining-USD": "199.9284", "X-RateLimit-Reset": "39950"}
FILE = "works.jsonl"


def _page(works: list[dict[str, Any]], count: int, cursor: str | None) -> dict[str, Any]:
    body = json.dumps({"meta": {"count": count, "next_cursor": cursor}, "results": works}, indent=1)
    return {"body": body.encode(), "headers": PRICE}


@pytest.fixture
def fetched(
    publisher: Any, access: Callable[..., Access], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Fetched]:
    key = Key("PRACTICE_KEY", "api_key", "https://practice.invalid/key")
    wanted = OpenAlexWorks(f"{publisher.address}/works", ("authorships.countries:KP",), FILE, key)
    monkeypatch.setitem(DOWNLOADS, "openalex", (wanted,))

    def call(*answers: dict[str, Any], environ: dict[str, str] | None = None) -> Fetched:
        publisher.will(*answers)
        given = {"PRACTICE_KEY": "secret"} if environ is None else environ
        return fetch(SOURCES["openalex"], tmp_path, access=access(), environ=given)

    return call


def test_pages_are_put_together(fetched: Callable[..., Fetched], publisher: Any, tmp_path: Path) -> None:
    # The second page repeats a work, as happens when the index changes in between.
    done = fetched(_page(WORKS[:2], 3, "next="), _page(WORKS[1:3], 3, "last"), _page([], 3, None))
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == WORKS[:3]
    assert done.manifest.files[0].rows == 3
    first, second, _ = (path for path, _ in publisher.asked)
    assert "filter=authorships.countries%3AKP" in first
    assert "cursor=%2A" in first
    assert "cursor=next%3D" in second
    assert all("api_key=secret" in path for path, _ in publisher.asked)
    assert "secret" not in (tmp_path / "manifest.json").read_text()
    assert done.limits[FILE] == {
        "requests": "3",
        "x-ratelimit-cost-usd": "0.0003",
        "x-ratelimit-remaining-usd": "199.9284",
        "x-ratelimit-reset": "39950",
    }


def test_a_cut_author_list_is_asked_for_whole(fetched: Callable[..., Fetched], publisher: Any, tmp_path: Path) -> None:
    author = WORKS[0]["authorships"][0]
    cut = {**WORKS[0], "authorships": [author] * 100}
    whole = {**WORKS[0], "authorships": [author] * 101}
    fetched(_page([cut], 1, None), {"body": json.dumps(whole).encode(), "headers": PRICE})
    assert publisher.asked[1][0].startswith(f"/works/{WORKS[0]['id'].rpartition('/')[2]}?")
    assert len(json.loads((tmp_path / FILE).read_text())["authorships"]) == 101


def test_fewer_works_than_announced_are_refused(fetched: Callable[..., Fetched], tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="gave 2 works of 3"):
        fetched(_page(WORKS[:2], 3, None))
    assert not (tmp_path / FILE).exists()


def test_without_a_key_nothing_is_asked(fetched: Callable[..., Fetched], publisher: Any) -> None:
    with pytest.raises(FetchError, match=r"get one at https://practice\.invalid/key, and set PRACTICE_KEY"):
        fetched(_page([], 0, None), environ={})
    assert publisher.asked == []


def test_a_wrong_key_and_a_spent_budget(fetched: Callable[..., Fetched], clock: Any) -> None:
    with pytest.raises(FetchError, match=r"answered 401 .*check the key") as caught:
        fetched({"status": 401})
    assert "secret" not in str(caught.value)
    with pytest.raises(FetchError, match="asks to wait 39,950 s"):
        fetched({"status": 429, "headers": {"Retry-After": "39950"}})
    fetched({"status": 503}, _page(WORKS[:1], 1, None))
    assert clock.waits == [1]


def test_a_page_that_is_no_page(fetched: Callable[..., Fetched]) -> None:
    with pytest.raises(FetchError, match="a form that is not known"):
        fetched({"body": b"<html>"})


def test_stopped_it_goes_on_after_the_last_page(
    fetched: Callable[..., Fetched], publisher: Any, tmp_path: Path
) -> None:
    with pytest.raises(FetchError, match="503"):
        fetched(_page(WORKS[:2], 4, "second"), _page(WORKS[1:3], 4, "third"), {"status": 503})
    # What was written of a page that did not come whole is not kept.
    with (tmp_path / ".fetch" / f"{FILE}.part").open("ab") as part:
        part.write(b'{"id": "https://openalex.org/W1", "author')
    last = WORKS[0] | {"id": "https://openalex.org/W4"}
    done = fetched(_page([last], 4, None))
    assert ["cursor=third" in path for path, _ in publisher.asked] == [True]
    assert [json.loads(line) for line in (tmp_path / FILE).read_text().splitlines()] == [*WORKS[:3], last]
    assert done.limits[FILE]["requests"] == "3"
    fetched(_page([*WORKS[:3], last], 4, None))
    assert "cursor=%2A" in publisher.asked[0][0]


def test_what_a_day_has_passed_over_begins_anew(
    fetched: Callable[..., Fetched], publisher: Any, clock: Any, tmp_path: Path
) -> None:
    with pytest.raises(FetchError):
        fetched(_page(WORKS[:2], 3, "second"), {"status": 503})
    clock.waits.append(90_000)
    fetched(_page(WORKS[:3], 3, None))
    assert "cursor=%2A" in publisher.asked[0][0]


def test_a_spent_budget_ends_the_fetch_before_the_server_does(
    fetched: Callable[..., Fetched], publisher: Any, tmp_path: Path
) -> None:
    last = {**_page(WORKS[:2], 3, "second"), "headers": PRICE | {"X-RateLimit-Remaining-USD": "0.00005"}}
    with pytest.raises(FetchError, match=r"0\.00005 USD are left, a page costs 0\.0001.*again in 39,950 s"):
        fetched(last)
    assert len(publisher.asked) == 1
    fetched(_page(WORKS[2:3], 3, None))
    assert len((tmp_path / FILE).read_text().splitlines()) == 3


def test_a_list_that_cannot_be_completed_stays_marked(fetched: Callable[..., Fetched], tmp_path: Path) -> None:
    cut = {**WORKS[0], "authorships": [WORKS[0]["authorships"][0]] * 100}
    done = fetched(_page([cut], 1, None), {"status": 404})
    assert json.loads((tmp_path / FILE).read_text())["is_authors_truncated"] is True
    assert done.manifest.files[0].rows == 1


def test_a_list_of_dois_is_asked_for_in_portions(
    publisher: Any, access: Callable[..., Access], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = Key("PRACTICE_KEY", "api_key", "https://practice.invalid/key")
    monkeypatch.setitem(DOWNLOADS, "openalex", (OpenAlexWorks(f"{publisher.address}/works", (), FILE, key),))
    dois = [f"10.5555/{number}" for number in range(51)]
    works = [WORKS[0] | {"id": f"https://openalex.org/W{n}", "doi": f"https://doi.org/{dois[n]}"} for n in (0, 7, 50)]
    publisher.will(_page(works[:2], 2, "more"), _page([], 2, None), _page(works[2:], 1, None))
    wanted, notes = works_of(Query(dois=dois)), []
    done = fetch(
        SOURCES["openalex"],
        tmp_path,
        wanted=(wanted,),
        access=access(),
        environ={"PRACTICE_KEY": "secret"},
        report=lambda at: notes.append(at.note),
    )
    assert done.manifest.files[0].rows == 3
    assert publisher.asked[0][0].count("doi.org") == 50
    assert publisher.asked[2][0].count("doi.org") == 1
    assert len((tmp_path / "dois-not-found.txt").read_text().split()) == 48
    assert any(note and note.startswith("OpenAlex gave no work for 48 of 51 DOIs") for note in notes)


def test_what_is_asked_becomes_filters() -> None:
    query = Query(
        ["kp", "SY"], ["ror:05a28rw58", "I7"], ["https://orcid.org/0000-0002-1825-0097"], ["Kim Chaek, Pyongyang"]
    )
    rest = (
        "authorships.author.orcid:https://orcid.org/0000-0002-1825-0097,"
        "raw_affiliation_strings.search:Kim Chaek Pyongyang"
    )
    assert query.filters() == (
        f"authorships.countries:KP|SY,authorships.institutions.ror:https://ror.org/05a28rw58,{rest}",
        f"authorships.countries:KP|SY,authorships.institutions.id:I7,{rest}",
    )
    one, other = works_of(Query(["KP"])), works_of(Query(["SY"]))
    assert folder_of(one).startswith("authorships-countries-kp-")
    assert folder_of(one) != folder_of(other)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query(), "Nothing is asked"),
        (Query(countries=["North Korea"]), "no ISO 3166-1 code"),
        (Query(institutions=["Kim Chaek"]), "neither a ROR id"),
        (Query(authors=["0000-0002-1825-0098"]), "neither an ORCID"),
        (Query(affiliations=[","]), "is empty"),
        (Query(dois=["10/x"]), "is no DOI"),
        (Query(dois=["10.5555/a,b"]), "None of the DOIs can be asked"),
    ],
)
def test_what_is_asked_wrongly_is_said(query: Query, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        query.filters()
