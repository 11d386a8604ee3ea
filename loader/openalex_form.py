"""The fields of an OpenAlex work: those that are read, typed, and those that are known and left out, as raw JSON.

A field in neither is reported, so that a change of the publisher's form is noticed at the first file.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

#: A field that is known and not used. Raw JSON costs no decoding.
Ignored = Raw | UnsetType


class _Form(Struct, gc=False, forbid_unknown_fields=True):
    """Base of the forms. Another field than the declared ones is an error, which `without_unknown` makes a note."""


class Named(_Form):
    id: Ignored = UNSET
    display_name: str | None = None


class OpenAlexInstitution(_Form):
    id: str | None = None
    display_name: str | None = None
    ror: str | None = None
    country_code: str | None = None
    type: str | None = None
    lineage: Ignored = UNSET


class Person(_Form):
    id: str | None = None
    display_name: str | None = None
    orcid: str | None = None


class AffiliationOfAuthor(_Form):
    raw_affiliation_string: str | None = None
    institution_ids: list[str | None] | None = None


class Author(_Form):
    author: Person | None = None
    raw_author_name: str | None = None
    is_corresponding: bool | None = None
    institutions: list[OpenAlexInstitution] | None = None
    affiliations: list[AffiliationOfAuthor] | None = None
    raw_affiliation_strings: list[str | None] | None = None
    raw_affiliation_string: str | None = None
    countries: list[str | None] | None = None
    author_position: Ignored = UNSET


class TopicOfWork(_Form):
    id: str | None = None
    display_name: str | None = None
    score: float = 0.0
    subfield: Named | None = None
    field: Named | None = None
    domain: Named | None = None


class FunderOfWork(_Form):
    id: str | None = None
    display_name: str | None = None
    ror: Ignored = UNSET


class Award(_Form):
    """An element of `awards` (2026) or of `grants` (before)."""

    funder_id: str | None = None
    funder: str | None = None
    funder_display_name: str | None = None
    id: Ignored = UNSET
    display_name: Ignored = UNSET
    funder_award_id: Ignored = UNSET
    award_id: Ignored = UNSET
    doi: Ignored = UNSET


class Ids(Struct, gc=False):
    """Other registries' ids; the object is open, and one without use here (`mag`) is no news."""

    doi: str | None = None
    pmid: str | int | None = None
    pmcid: str | int | None = None


class Venue(Struct, gc=False):
    """A source; of its many fields the name alone is used."""

    display_name: str | None = None


class Place(Struct, gc=False):
    """A location; of its many fields these two are used."""

    source: Venue | None = None
    landing_page_url: str | None = None


class Work(_Form):
    id: str | None = None
    doi: str | None = None
    ids: Ids | None = None
    title: str | None = None
    display_name: str | None = None
    publication_date: str | None = None
    publication_year: int | None = None
    updated_date: str | None = None
    type: str | None = None
    is_retracted: bool | None = None
    is_authors_truncated: bool | None = None
    authorships: list[Author] | None = None
    primary_location: Place | None = None
    host_venue: Venue | None = None
    topics: list[TopicOfWork] | None = None
    funders: list[FunderOfWork] | None = None
    awards: list[Award] | None = None
    grants: list[Award] | None = None
    # Known and left out: impact figures, full text and access, references, and what repeats other fields.
    abstract_inverted_index: Ignored = UNSET
    alternate_host_venues: Ignored = UNSET
    apc_list: Ignored = UNSET
    apc_paid: Ignored = UNSET
    best_oa_location: Ignored = UNSET
    biblio: Ignored = UNSET
    citation_normalized_percentile: Ignored = UNSET
    cited_by_api_url: Ignored = UNSET
    cited_by_count: Ignored = UNSET
    cited_by_percentile_year: Ignored = UNSET
    concepts: Ignored = UNSET
    content_urls: Ignored = UNSET
    corresponding_author_ids: Ignored = UNSET
    corresponding_institution_ids: Ignored = UNSET
    countries_distinct_count: Ignored = UNSET
    counts_by_year: Ignored = UNSET
    created_date: Ignored = UNSET
    fulltext_origin: Ignored = UNSET
    fwci: Ignored = UNSET
    has_content: Ignored = UNSET
    has_fulltext: Ignored = UNSET
    indexed_in: Ignored = UNSET
    institutions: Ignored = UNSET
    institutions_distinct_count: Ignored = UNSET
    is_paratext: Ignored = UNSET
    is_xpac: Ignored = UNSET
    keywords: Ignored = UNSET
    language: Ignored = UNSET
    locations: Ignored = UNSET
    locations_count: Ignored = UNSET
    mesh: Ignored = UNSET
    ngrams_url: Ignored = UNSET
    open_access: Ignored = UNSET
    primary_topic: Ignored = UNSET
    referenced_works: Ignored = UNSET
    referenced_works_count: Ignored = UNSET
    related_works: Ignored = UNSET
    relevance_score: Ignored = UNSET
    sustainable_development_goals: Ignored = UNSET
    versions: Ignored = UNSET


_ELEMENT = re.compile(r"\[[^\]]*\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`(?: - at `\$(.*)`)?")


def without_unknown(raw: bytes) -> tuple[Work, list[str]]:
    """A work with the fields that no form declares taken out, and their names with their places.

    Raises `msgspec.ValidationError` where something else than an unknown field is wrong.
    """
    value = msgspec.json.decode(raw)
    names: list[str] = []
    while True:
        try:
            return msgspec.convert(value, Work), names
        except msgspec.ValidationError as error:
            unknown = _UNKNOWN.fullmatch(str(error))
            if not unknown:
                raise
            # The place of an element in its list is left away: the field is taken out of all of them.
            place = _ELEMENT.sub("", unknown.group(2) or "")
            path = [*(step for step in place.split(".") if step), unknown.group(1)]
            if not _take_out(value, path):
                raise
            names.append(".".join(path))


def _take_out(value: Any, path: list[str]) -> bool:
    """Delete what stands at `path`, in every element of the lists on the way; false where nothing does."""
    if isinstance(value, list):
        # All of them, not only up to the first: any() alone would stop there.
        return sum(_take_out(element, path) for element in value) > 0
    if not isinstance(value, dict) or path[0] not in value:
        return False
    if len(path) > 1:
        return _take_out(value[path[0]], path[1:])
    del value[path[0]]
    return True
