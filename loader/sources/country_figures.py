"""World totals: how many works a source counts for each country and year.

Three forms are read. Our own table (`country-years.csv`); answers of OpenAlex to `group_by` (`loader.group_by`); and
the Pajek networks of world co-authorship by V. Batagelj (`WrldCo2017.net`), whose maker, the R package OpenAlex2Pajek,
asked OpenAlex for the works of each country and year that print more than one country: the arc from a country to itself
is their number, the arc to another country the number of those that print both. The vectors beside them (`…T.vec`)
repeat the former and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from loader import cells, countries, group_by, reading
from loader.cells import Cells
from loader.errors import BadField, SourceError
from loader.group_by import INTERNATIONAL, counted, totals_of
from loader.pajek import Network, read_network
from loader.records import Figure, Rejected, Row
from loader.source import Source

COLUMNS = ("id", "country", "year", "works", "partners", "publisher", "filter", "retrieved", "origin")
WORLD = "world"
_ORIGIN = "OpenAlex, asked by V. Batagelj with OpenAlex2Pajek (github.com/bavla/OpenAlex, Countries/27aug24)"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PARTNER = re.compile(r"([A-Z]{2}) (\d+)")


def read(path: Path) -> Iterator[Row | Rejected]:
    """Figures in the file's order. Raises `SourceError` where the file has none of the three forms."""
    beginning = reading.beginning(path)
    if ".vec" in path.name:
        raise SourceError(f"{path.name} is a Pajek vector, which names no countries: give the .net file beside it.")
    if beginning.startswith((b"%", b"*")):
        return _of_network(path)
    if beginning.startswith((b"{", b"http_interactions", b"---")):
        return _of_answers(path)
    return cells.records(path, COLUMNS, _figure)


def _figure(cell: Cells) -> Figure:
    place = cell.required("country")
    year, works = cell.number("year"), cell.required("works")
    if year is None or not works.isdecimal() or not works.isascii():
        raise BadField("year" if year is None else "works", f"{works!r} is not a number of works of a year")
    partners: dict[str, int] = {}
    for one in cell.several("partners"):
        match = _PARTNER.fullmatch(one)
        if not match or countries.name(match[1]) is None:
            raise BadField("partners", f"{one!r} is not a country and a number, such as CN 19")
        partners[match[1]] = int(match[2])
    first, last = cell.days("retrieved")
    if first is None or first != last:
        raise BadField("retrieved", "is not a day: write it as 2024-08-27")
    filter = cell.text("filter") or ""
    figure = Figure(
        totals=totals_of(cell.required("publisher"), first, filter),
        country=None if place == WORLD else cell.country_codes("country")[0],
        year=year,
        works=int(works),
        partners=tuple(partners),
        partner_works=tuple(partners.values()),
        counts=counted(filter),
        filter=filter,
        retrieved=first,
        origin=cell.required("origin"),
    )
    if not f"/{cell.required('id')}".endswith(f"/{year}/{place}"):
        raise BadField(
            "id", f"does not end in year and country of the row: write {year}/{place}, or all/{year}/{place}"
        )
    return figure


def _of_answers(path: Path) -> Iterator[Row | Rejected]:
    for item in group_by.exchanges(path):
        if isinstance(item, tuple):
            number, bad = item
            yield Rejected(number, bad.field, bad.reason)
            continue
        try:
            for found in group_by.figures(item):
                if isinstance(found, BadField):
                    yield Rejected(item.number, found.field, found.reason)
                else:
                    yield Row(item.number, found)
        except BadField as bad:
            # Without the address that was asked: it may hold somebody's key.
            yield Rejected(item.number, bad.field, bad.reason)


def _of_network(path: Path) -> Iterator[Row | Rejected]:
    year = _YEAR.search(path.name)
    if not year:
        raise SourceError(f"{path.name} names no year, and the network in it does not either: put it into the name.")
    retrieved = _as_of_network(path)
    if retrieved is None:
        raise SourceError(f"{path.name} does not say when it was made (% mat2Pajek …): fetch it anew.")
    network = read_network(path)
    yield from network.refused
    for number in network.labels:
        try:
            figure = _of_vertex(network, number, int(year.group()), retrieved)
            yield Row(network.lines[number], figure, notes=tuple(_differing(network, number)))
        except BadField as bad:
            yield Rejected(network.lines[number], bad.field, bad.reason, network.labels[number])


def _of_vertex(network: Network, number: int, year: int, retrieved: date) -> Figure:
    code = network.labels[number]
    if countries.name(code) is None:
        raise BadField("vertex", f"{code!r} is no code of ISO 3166-1 today: there is no country to put its works to")
    arcs = network.arcs.get(number, {})
    partners = {network.labels[other]: works for other, works in arcs.items() if other != number}
    return Figure(
        totals=totals_of(group_by.PUBLISHER, retrieved, INTERNATIONAL),
        country=code,
        year=year,
        # No arc: the source counts nothing.
        works=arcs.get(number, 0),
        partners=tuple(sorted(partners)),
        partner_works=tuple(partners[one] for one in sorted(partners)),
        counts=counted(INTERNATIONAL),
        filter=INTERNATIONAL,
        retrieved=retrieved,
        origin=_ORIGIN,
    )


def _differing(network: Network, number: int) -> Iterator[str]:
    """Each country was asked for by itself, and works came in between: what its own answer gives is taken."""
    for other, works in network.arcs.get(number, {}).items():
        back = network.arcs.get(other, {}).get(number, 0)
        if back != works:
            one, two = network.labels[number], network.labels[other]
            yield f"{one} has {works} works with {two}, and {two} has {back} with {one}: each keeps its own number"


def _as_of_network(path: Path) -> date | None:
    for item in reading.lines(path):
        if isinstance(item, tuple):
            stamp = item[1].decode("utf-8", "replace").rpartition("Pajek ")[2].strip()
            with suppress(ValueError):
                return datetime.strptime(stamp, "%a %b %d %H:%M:%S %Y").date()
        break
    return None


def _as_of(path: Path) -> date | None:
    """The day that the network or the last of the answers gives, for a table the one in its DATES.csv."""
    beginning = reading.beginning(path)
    if beginning.startswith((b"%", b"*")):
        return _as_of_network(path)
    if beginning.startswith((b"{", b"http_interactions", b"---")):
        return max((one.retrieved for one in group_by.exchanges(path) if not isinstance(one, tuple)), default=None)
    return cells.as_of(path)


SOURCE = Source(
    id="country-figures",
    title="World totals: works by country and year (own table, OpenAlex group_by, Pajek networks)",
    licence="CC0-1.0 (OpenAlex)",
    redistributable="yes",
    address="https://docs.openalex.org/how-to-use-the-api/get-groups-of-entities",
    kind="facts",
    precedence=50,
    read=read,
    as_of=_as_of,
)
