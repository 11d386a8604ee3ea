"""Works from OpenAlex's interface: pages, cut author lists, the key, and what the answers cost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loader.errors import FetchError
from loader.fetch.access import Access
from loader.fetch.downloads import DOWNLOADS, Key, OpenAlexWorks
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
    wanted = OpenAlexWorks(f"{publisher.address}/works", "authorships.countries:KP", FILE, key)
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
