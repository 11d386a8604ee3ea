"""The vocabulary between publishers' formats and the graph: what a source module may yield.

A source yields `Row`s (a record and its line) and `Rejected`s; nothing else, and nothing silently. Records hold plain
values; absent is None or an empty tuple, never an empty string.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

#: Stands for an author whom the source does not name: the place in the list is a fact all the same.
NO_NAME = "(name not given)"


class Affiliation(Struct, frozen=True, gc=False):
    """One affiliation string of one author (or of the paper, where it is not known whose)."""

    raw: str
    #: printed (read as printed, at the paper's address), publisher (metadata), aggregator, or inferred
    basis: str
    #: what a human reader took it for: an institution's name or id; only curated sources have it
    read_as: str | None = None
    #: institution ids the source itself attached to this string: `ror:…`, `openalex:I…`
    publisher_ids: tuple[str, ...] = ()
    #: ids of the sources that have this string; readers leave it empty, it is the record's own source then
    sources: tuple[str, ...] = ()


class Authorship(Struct, frozen=True, gc=False):
    """One place in an author list."""

    position: int
    name: str
    orcid: str | None = None
    #: `A…`
    openalex: str | None = None
    corresponding: bool = False
    #: name of the person as the source of the ORCID or cluster gives it; None: as signed
    person: str | None = None
    affiliations: tuple[Affiliation, ...] = ()
    #: the publisher's country flags: evidence, not proof
    publisher_countries: tuple[str, ...] = ()


class Topic(Struct, frozen=True, gc=False):
    id: str
    name: str
    score: float
    subfield: str | None = None
    field: str | None = None
    domain: str | None = None


class Funder(Struct, frozen=True, gc=False):
    id: str
    name: str
    #: `ror:…` where the source gives it
    ror: str | None = None


#: First and last day of an uncertain date.
Days = tuple[date, date]


class Paper(Struct, frozen=True, kw_only=True, gc=False):
    """One work of one source. Ids are normalised (`loader.identifiers`); at least one of them is there.

    `version_of`, `has_versions`, `corrects` and `corrected_by` name other works by `doi:…`, `pmid:…` or `arxiv:…`,
    whether or not they are loaded; the latter two with what is said of them, as in `retraction|doi:10.1000/1`.
    """

    doi: str | None = None
    openalex: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    arxiv: str | None = None
    curated: str | None = None
    title: str | None = None
    #: first and last day on which it can have been published; both or neither
    date_min: date | None = None
    date_max: date | None = None
    #: steps on the way to publication, where the source tells them apart; `issued` is the printed issue
    received: Days | None = None
    accepted: Days | None = None
    online: Days | None = None
    issued: Days | None = None
    venue: str | None = None
    type: str | None = None
    field: str | None = None
    address: str | None = None
    retracted: bool = False
    version_of: tuple[str, ...] = ()
    has_versions: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    corrected_by: tuple[str, ...] = ()
    authors: tuple[Authorship, ...] = ()
    #: length of the author list where the source states it and `authors` is cut or missing
    n_authors: int | None = None
    authors_truncated: bool = False
    #: printed on the paper, not known for which author
    unplaced: tuple[Affiliation, ...] = ()
    topics: tuple[Topic, ...] = ()
    funders: tuple[Funder, ...] = ()
    #: day the record speaks for (the publisher's last update); None: the file's
    as_of: date | None = None


class Institution(Struct, frozen=True, kw_only=True, gc=False):
    """One record of a registry or of our gazetteer. `id` as in `cypher.model`."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    native_names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    country: str | None = None
    cities: tuple[str, ...] = ()
    kind: str | None = None
    unit: bool = False
    openalex: str | None = None
    wikidata: str | None = None
    website: str | None = None
    status: str | None = None
    note: str | None = None
    #: ids of institutions it is PART_OF, and that it was SUCCEEDED_BY
    part_of: tuple[str, ...] = ()
    succeeded_by: tuple[str, ...] = ()
    as_of: date | None = None


class ControlList(Struct, frozen=True, kw_only=True):
    """What a list is in law; DESIGN §8. Day of the file is the load's."""

    id: str
    title: str
    authority: str
    jurisdiction: str
    nature: str
    restricts: str
    binds: str
    does_not_restrict: str
    licence: str
    address: str
    refresh_days: int | None = None
    #: day on which the list itself ended, entries and all; None while it is kept
    ended_on: date | None = None
    #: yes, no or unknown: whether the terms of its text let one pass it on
    redistributable: str = "unknown"
    #: when, and in what, the facts above were read
    read_on: date | None = None
    read_in: str | None = None


class Period(Struct, frozen=True, kw_only=True):
    """One period on a list. Unknown days are None."""

    from_min: date | None = None
    from_max: date | None = None
    to_min: date | None = None
    to_max: date | None = None
    basis: str = "unknown"
    citation: str | None = None
    #: the load whose file no longer had the entry; None where the end is printed, or there is none
    gone_by: str | None = None


class Designation(Struct, frozen=True, kw_only=True):
    """One list entry. `key` is the publisher's, or country + normalised printed name (`loader.identifiers`)."""

    list: str
    key: str
    name: str
    #: organisation, person, vessel, aircraft or unknown
    kind: str = "unknown"
    aliases: tuple[str, ...] = ()
    native_names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    licence_requirement: str | None = None
    licence_policy: str | None = None
    reason: str | None = None
    citations: tuple[str, ...] = ()
    remarks: str | None = None
    #: what else the row says of single names and addresses, in our words: `Former name: X`
    notes: tuple[str, ...] = ()
    period: Period = Period()
    #: periods of other rows with the same key
    further_periods: tuple[Period, ...] = ()
    #: the publisher's row as it stands; several where rows were put together
    raw: tuple[dict[str, Any], ...] = ()
    #: place of each raw row in the file, from 1; the load run knows it
    rows: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.list}/{self.key}"


class Named(Struct, frozen=True):
    """An institution that a report names. `name` as we read it; resolved like an affiliation unless `id` is given."""

    name: str
    #: dprk or partner
    side: str
    #: stated or ambiguous
    certainty: str = "stated"
    id: str | None = None


class Report(Struct, frozen=True, kw_only=True):
    """A lead: a published statement without a paper record that was read. Holds no person's name."""

    id: str
    kind: str
    statement: str
    publisher: str
    confidence: str
    year: str | None = None
    via: str | None = None
    addresses: tuple[str, ...] = ()
    states_dprk_side: bool = False
    names: tuple[Named, ...] = ()


class Rule(Struct, frozen=True, kw_only=True):
    """A legal measure for one period in force."""

    id: str
    title: str
    restricts: str
    exempts: str | None = None
    #: small letters: a paper whose field or topic holds one of them is perhaps of what is left free
    exempt_fields: tuple[str, ...] = ()
    from_min: date | None = None
    from_max: date | None = None
    to_min: date | None = None
    to_max: date | None = None
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    status: str | None = None


class Figure(Struct, frozen=True, kw_only=True):
    """A number of works that a source counts for one country, or for the world, in one year. No paper of the graph.

    Only figures with the same `totals` (source, day, filter) can be compared. `partner_works` holds, in the order of
    `partners`, how many of the works print each other country; a work of three countries stands under both others.
    """

    totals: str
    year: int
    works: int
    counts: str
    filter: str
    retrieved: date
    origin: str
    #: None: the world
    country: str | None = None
    partners: tuple[str, ...] = ()
    partner_works: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.totals}/{self.year}/{self.country or 'world'}"


class TopicRecord(Struct, frozen=True, kw_only=True, gc=False):
    """A topic's own record; `Topic` is what a work says of it."""

    id: str
    name: str
    subfield: str | None = None
    field: str | None = None
    domain: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    as_of: date | None = None


class FunderRecord(Struct, frozen=True, kw_only=True, gc=False):
    """A funder's own record; `Funder` is what a work says of it. `country` and `kind` are known of public ones only."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    ror: str | None = None
    seat: str | None = None
    country: str | None = None
    kind: str | None = None
    wikidata: str | None = None
    website: str | None = None
    as_of: date | None = None


class Person(Struct, frozen=True, kw_only=True, gc=False):
    """A person by a publisher's own record; `Authorship` is one place on one paper."""

    id: str
    name: str
    identity: str
    openalex: str | None = None
    as_of: date | None = None


Record = Paper | Institution | ControlList | Designation | Report | Rule | Figure | TopicRecord | FunderRecord | Person


class Row(Struct, frozen=True, gc=False):
    """A record and the line (or row, or element) of the file it was read from, from 1.

    `side` marks what a publisher's record says in passing, such as an institution seen inside a work: it is loaded,
    but does not count as a record read. `notes` say what of the publisher's record could not be used, for the report.
    """

    line: int
    record: Record
    side: bool = False
    notes: tuple[str, ...] = ()


class Rejected(Struct, frozen=True, gc=False):
    """A record that was refused: line of the file, field, reason with what to do, and the text as found, cut short."""

    line: int
    field: str
    reason: str
    raw: str = ""
