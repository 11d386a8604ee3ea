"""Finding ids by name, in any script, through the database's full-text indexes."""

from __future__ import annotations

from dataclasses import dataclass

from cypher.client import Client
from cypher.errors import UsageError
from tiegraph import fulltext

#: What can be searched, with its statement, in the order in which results of equal rank are given.
KINDS = {
    "institution": "search_institutions",
    "list entry": "search_designations",
    "paper": "search_papers",
}
USUAL = ("institution", "list entry")


@dataclass(frozen=True, slots=True)
class Found:
    """Something with a name that fits. `lists` are the lists it stands on; `names` what else it is called.

    `score` is the index's and orders results of one kind only. `alike` says that the spelling differs.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    country: str | None
    body: str | None
    lists: tuple[str, ...]
    score: float
    alike: bool


def find(client: Client, name: str, limit: int = 10, kinds: tuple[str, ...] = USUAL) -> list[Found]:
    """What bears the words of `name`, best first, at most `limit` of each kind; else what is spelled like it.

    Raises `UsageError` where `name` holds no letters or digits.
    """
    exact, alike = fulltext.exact(name), fulltext.alike(name)
    if exact is None or alike is None:
        raise UsageError(f"{name!r} holds no letters to search for: give a name, or a part of one.")
    found = [one for kind in kinds for one in _search(client, kind, exact, limit)]
    return found or [one for kind in kinds for one in _search(client, kind, alike, limit, alike=True)]


def _search(client: Client, kind: str, query: str, limit: int, *, alike: bool = False) -> list[Found]:
    return [
        Found(
            id=row["id"],
            kind=kind,
            name=row["name"] or row["id"],
            names=tuple(dict.fromkeys(row["names"])),
            country=row["country"],
            body=row["kind"],
            lists=tuple(row["lists"]),
            score=row["score"],
            alike=alike,
        )
        for row in client.rows(KINDS[kind], query=query, limit=limit)
    ]
