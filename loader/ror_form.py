"""The fields of a ROR record in schema 1 and 2, in one form: those that are read, and those known and left out.

A field in neither fails the record, so that a change of the schema is noticed at its first record.
"""

from __future__ import annotations

from msgspec import UNSET, Raw, Struct, UnsetType, field

Ignored = Raw | UnsetType


class _Form(Struct, gc=False, forbid_unknown_fields=True):
    """Base of all forms."""


class Name(_Form):
    """Schema 2: a name with its roles and language."""

    value: str
    types: list[str]
    lang: Ignored = UNSET


class Label(_Form):
    """Schema 1: the name in another language."""

    label: str
    iso639: Ignored = UNSET


class Country(_Form):
    country_code: str
    country_name: Ignored = UNSET


class Address(Struct, gc=False):
    """Schema 1; of its many geographic fields the city is used."""

    city: str | None = None


class Place(Struct, gc=False):
    """Schema 2: GeoNames' record of a city; of its fields these two are used."""

    name: str | None = None
    country_code: str | None = None


class Location(_Form):
    geonames_details: Place
    geonames_id: Ignored = UNSET


class Link(_Form):
    type: str
    value: str


class ExternalId(_Form):
    """`type` in schema 2 only; in schema 1 it is the key that leads here, and `all` may be one string."""

    all: str | list[str]
    preferred: str | None = None
    type: str | None = None


class Relation(_Form):
    type: str
    id: str
    label: str | None = None


class Modified(_Form):
    date: str
    schema_version: Ignored = UNSET


class Admin(_Form):
    last_modified: Modified
    created: Ignored = UNSET


class RorRecord(_Form):
    id: str
    status: str
    types: list[str]
    relationships: list[Relation] = field(default_factory=list)
    external_ids: dict[str, ExternalId] | list[ExternalId] = field(default_factory=dict)
    links: list[str | Link] = field(default_factory=list)
    # schema 2
    names: list[Name] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    admin: Admin | None = None
    # schema 1
    name: str | None = None
    aliases: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    country: Country | None = None
    #: the release it was taken from, where whoever put the file together says so
    release: str | None = field(name="_release", default=None)
    # known and left out
    domains: Ignored = UNSET
    email_address: Ignored = UNSET
    established: Ignored = UNSET
    ip_addresses: Ignored = UNSET
    wikipedia_url: Ignored = UNSET
