"""A bibliography is screened whose papers are not loaded: they are fetched by DOI, loaded, and then found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from loader.errors import FetchError
from loader.fetch.access import Access
from loader.fetch.downloads import DOWNLOADS, Key, OpenAlexWorks
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance
from tiegraph.screen import COULD_NOT
from tiegraph.screen.asked import Wanted
from tiegraph.screen.complete import complete
from tiegraph.screen.papers import screen
from tiegraph.screen.work import Work
from tiegraph.settings import Connection

PRACTICE = Path(__file__).parents[3] / "data" / "practice"
WORK = json.loads((PRACTICE / "openalex.jsonl").read_text(encoding="utf-8").splitlines()[0])
DOI = "10.5555/practice.99"


def test_missing_papers_are_completed(
    empty: Client,
    server: Instance,
    publisher: Any,
    access: Callable[..., Access],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    key = Key("PRACTICE_KEY", "api_key", "https://practice.invalid/key")
    wanted = OpenAlexWorks(f"{publisher.address}/works", ("authorships.countries:KP",), "works.jsonl", key)
    monkeypatch.setitem(DOWNLOADS, "openalex", (wanted,))
    work = WORK | {"doi": f"https://doi.org/{DOI}"}
    body = json.dumps({"meta": {"count": 1, "next_cursor": None}, "results": [work]}).encode()
    publisher.will({"body": body})
    kb = KnowledgeBase(empty, Connection(*server.connection(), instance=server.name))
    kb.load("gazetteer", PRACTICE / "gazetteer.csv")
    file = tmp_path / "papers.txt"
    file.write_text(f"{DOI}\n10.5555/nobody.has.it\narXiv:2401.00001\n", encoding="utf-8")
    said: list[str] = []
    with pytest.raises(FetchError, match="PRACTICE_KEY"):
        complete(kb, file, None, {}, None, said.append, access(), {})
    complete(kb, file, None, {}, None, said.append, access(), {"PRACTICE_KEY": "secret"})
    assert said[-1] == "Loaded from OpenAlex: 1 new, 0 joined with known ones."
    assert any("no work for 1 of 2 DOIs" in text for text in said)
    found = screen(Work(kb, file, Wanted()))
    assert found.outcomes[0].id == f"doi:{DOI}"
    assert [one.state for one in found.outcomes[1:]] == [COULD_NOT, COULD_NOT]
