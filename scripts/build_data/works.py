"""openalex-works.jsonl.gz: some hundreds of works around the designated institutions, from the 2026 file.

The rule, so that anybody can choose again: (1) works that carry KP or print the DPRK, of which the file has none by
institution or country; (2) works with an institution that is designated by name; (3) works of the authors of (2);
(4) works that join institutions of two of the countries in question, newest first, until `WANTED`. Works of more than
`MAX_AUTHORS` authors and works without authors are left out.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from typing import Any

WANTED = 600
MAX_AUTHORS = 60
COUNTRIES = frozenset(("CN", "KP", "RU", "IR", "PK", "IN", "KR", "JP", "US", "GB", "DE"))
_LISTED_IN = frozenset(("CN", "RU", "IR", "PK"))
_DPRK = re.compile(
    r"Pyongyang|\bD\.?P\.?R\.? ?K|Democratic People.?s? Republic of Korea|North Korea|Kim Il.?Sung|Kim ?Chaek"
)

#: What is kept of a work: what the `openalex` source uses.
_WORK = (
    "id", "doi", "ids", "title", "display_name", "publication_date", "publication_year", "updated_date", "type",
    "is_retracted",
)  # fmt: skip
_AUTHORSHIP = ("author", "raw_author_name", "is_corresponding", "institutions", "affiliations", "countries")


def choose(path: Path, designated: Set[str]) -> list[dict[str, Any]]:
    """The chosen works, reduced, by id. `designated` holds ROR addresses of institutions that lists name."""
    works = [work for work in _works(path) if 0 < len(work["authorships"]) <= MAX_AUTHORS]
    works.sort(key=lambda work: (work["publication_date"] or "", work["id"]), reverse=True)
    chosen: dict[str, dict[str, Any]] = {}

    def take(fits: Callable[[dict[str, Any]], bool]) -> None:
        for work in works:
            if len(chosen) < WANTED and work["id"] not in chosen and fits(work):
                chosen[work["id"]] = work

    take(lambda work: "KP" in _countries(work) or bool(_DPRK.search(" ".join(_strings(work)))))
    take(lambda work: bool(designated & _rors(work)))
    people = {author for work in chosen.values() for author in _authors(work)}
    take(lambda work: bool(people & set(_authors(work))))
    take(lambda work: len(_countries(work) & COUNTRIES) > 1 and bool(_countries(work) & _LISTED_IN))
    return [_reduced(chosen[identity]) for identity in sorted(chosen)]


def _works(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream)


def _institutions(work: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for author in work["authorships"]:
        yield from author["institutions"]


def _countries(work: dict[str, Any]) -> set[str]:
    printed = {code for author in work["authorships"] for code in author["countries"] or ()}
    return printed | {one["country_code"] for one in _institutions(work) if one["country_code"]}


def _rors(work: dict[str, Any]) -> set[str]:
    return {one["ror"] for one in _institutions(work) if one["ror"]}


def _strings(work: dict[str, Any]) -> Iterator[str]:
    for author in work["authorships"]:
        yield from author["raw_affiliation_strings"] or ()


def _authors(work: dict[str, Any]) -> Iterator[str]:
    yield from (author["author"]["id"] for author in work["authorships"] if author["author"]["id"])


def _reduced(work: dict[str, Any]) -> dict[str, Any]:
    kept = {name: work[name] for name in _WORK}
    kept["authorships"] = [_authorship(author) for author in work["authorships"]]
    place = work["primary_location"]
    if place:
        source = place["source"] and {"display_name": place["source"]["display_name"]}
        kept["primary_location"] = {"landing_page_url": place["landing_page_url"], "source": source}
    kept["topics"] = work["topics"]
    kept["funders"] = [{name: funder[name] for name in ("id", "display_name")} for funder in work["funders"]]
    return kept


def _authorship(author: dict[str, Any]) -> dict[str, Any]:
    kept = {name: author[name] for name in _AUTHORSHIP}
    kept["institutions"] = [
        {name: one[name] for name in ("id", "display_name", "ror", "country_code", "type")}
        for one in author["institutions"]
    ]
    return kept
