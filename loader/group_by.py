"""Answers of OpenAlex to `group_by`: works counted by country or by year, for a filter.

The answer itself says neither what was asked nor when, so it is read with both: as a recorded exchange (YAML, as tools
that record HTTP keep it) or as JSON of three keys, `{"uri": …, "retrieved": "2026-03-02", "answer": …}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import yaml

from loader import countries, reading
from loader.errors import BadField, SourceError
from loader.identifiers import day_range
from loader.records import Figure

PUBLISHER = "OpenAlex"
#: OpenAlex's names for the country of an author's institution.
COUNTRY = ("authorships.countries", "authorships.institutions.country_code", "institutions.country_code")
YEAR = "publication_year"
#: The filter for works that print more than one country, and what it counts.
INTERNATIONAL = "countries_distinct_count:>1"
_WORDS = {"": "all works", INTERNATIONAL: "works that print more than one country"}
_HOW = "ask with group_by=authorships.countries for one publication_year, or with group_by=publication_year"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question to the interface and its answer; `number` is its place in the file, from 1."""

    number: int
    uri: str
    retrieved: date
    answer: Mapping[str, Any]


def counted(filter: str) -> str:
    """What a filter counts, in words."""
    return _WORDS.get(filter, f"works that match {filter}")


def totals_of(publisher: str, retrieved: date, filter: str) -> str:
    """The figures that may be compared with each other."""
    return f"{publisher} {retrieved} {filter or 'all works'}"


def exchanges(path: Path) -> Iterator[Exchange | tuple[int, BadField]]:
    """The exchanges in a file, or the place of one and what is wrong with it. Raises `SourceError` for other forms."""
    content = reading.whole(path)
    try:
        document = msgspec.json.decode(content) if content.lstrip()[:1] == b"{" else yaml.safe_load(content)
    except (msgspec.DecodeError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} is neither complete JSON nor YAML ({error}): save the answer anew.") from error
    if isinstance(document, dict) and "http_interactions" in document:
        for number, one in enumerate(document["http_interactions"] or (), 1):
            yield _recorded(number, one)
    elif isinstance(document, dict) and document.keys() >= {"uri", "retrieved", "answer"}:
        yield _exchange(1, document["uri"], document["retrieved"], document["answer"])
    else:
        raise SourceError(
            f"{path.name} does not say what was asked and when: save the answer of OpenAlex as "
            '{"uri": "https://api.openalex.org/works?filter=…&group_by=…", "retrieved": "2026-03-02", "answer": …}.'
        )


def _recorded(number: int, one: Any) -> Exchange | tuple[int, BadField]:
    try:
        answer = msgspec.json.decode(one["response"]["body"]["string"])
        return _exchange(number, one["request"]["uri"], str(one["recorded_at"])[:10], answer)
    except (KeyError, TypeError, msgspec.DecodeError) as error:
        return number, BadField("exchange", f"is not a recorded request with a JSON answer ({error}): record it anew")


def _exchange(number: int, uri: Any, retrieved: Any, answer: Any) -> Exchange | tuple[int, BadField]:
    day = day_range(str(retrieved))
    if day is None or day[0] != day[1]:
        return number, BadField("retrieved", f"{retrieved!r} is not a day: write it as 2026-03-02")
    if not isinstance(answer, dict) or not isinstance(answer.get("group_by"), list):
        said = answer.get("message") if isinstance(answer, dict) else None
        return number, BadField("answer", f"holds no group_by{f' but says: {said}' if said else ''}; {_HOW}")
    return Exchange(number, str(uri), day[0], answer)


def figures(exchange: Exchange) -> Iterator[Figure | BadField]:
    """The figures of an answer. Raises `BadField` where it counts neither countries nor years."""
    query = parse_qs(urlsplit(exchange.uri).query)
    by = (query.get("group_by") or query.get("group-by") or [""])[0]
    conditions = [one.partition(":") for one in (query.get("filter") or [""])[0].split(",") if one]
    places = [value for name, _, value in conditions if name in COUNTRY]
    years = [value for name, _, value in conditions if name == YEAR]
    rest = ",".join(f"{name}:{value}" for name, _, value in conditions if name not in (*COUNTRY, YEAR))
    makes = _Maker(exchange, rest)
    groups = exchange.answer["group_by"]
    place = _country(places[0]) if len(places) == 1 else None
    if by == YEAR and len(places) <= 1 and not years:
        for group in groups:
            yield makes.figure(place, group.get("key"), group.get("count"))
    elif by in COUNTRY and len(years) == 1 and place:
        yield makes.figure(place, years[0], _total(exchange), groups)
    elif by in COUNTRY and len(years) == 1 and not places:
        yield makes.figure(None, years[0], _total(exchange))
        for group in groups:
            yield makes.of_group(group, years[0])
    else:
        raise BadField("group_by", f"{by or 'nothing'!r} with this filter gives no figures by country and year: {_HOW}")


class _Maker:
    """Figures of one answer."""

    def __init__(self, exchange: Exchange, rest: str) -> None:
        self._facts: dict[str, Any] = {
            "totals": totals_of(PUBLISHER, exchange.retrieved, rest),
            "counts": counted(rest),
            "filter": rest,
            "retrieved": exchange.retrieved,
            "origin": f"{PUBLISHER}, asked by whoever saved the answer",
        }

    def figure(self, place: str | None, year: Any, works: Any, groups: Any = ()) -> Figure | BadField:
        try:
            partners = {_country(group.get("key")): _number(group.get("count")) for group in groups}
            partners.pop(place or "", None)
            return Figure(
                country=place,
                year=_year(year),
                works=_number(works),
                partners=tuple(sorted(partners)),
                partner_works=tuple(partners[code] for code in sorted(partners)),
                **self._facts,
            )
        except BadField as bad:
            return bad

    def of_group(self, group: Any, year: Any) -> Figure | BadField:
        try:
            return self.figure(_country(group.get("key")), year, group.get("count"))
        except BadField as bad:
            return bad


def _total(exchange: Exchange) -> Any:
    return (exchange.answer.get("meta") or {}).get("count")


def _country(key: Any) -> str:
    code = str(key).rpartition("/")[2].upper()
    if countries.name(code) is None:
        raise BadField("key", f"{key!r} is no country of ISO 3166-1: works without a country are nobody's figure")
    return code


def _year(value: Any) -> int:
    if not str(value).isdecimal() or len(str(value)) != 4:
        raise BadField("year", f"{value!r} is not one year: ask for one publication_year at a time")
    return int(value)


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadField("count", f"{value!r} is not a number of works")
    return value
