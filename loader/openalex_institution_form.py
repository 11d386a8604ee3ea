"""The fields of an OpenAlex institution: those that are read, and those known and left out.

https://docs.openalex.org/api-entities/institutions/institution-object
"""

from __future__ import annotations

from msgspec import UNSET, Struct

from loader.json_form import Form, Ignored


class Ids(Struct, gc=False):
    """Other registries' ids; those without use here are no news."""

    wikidata: str | None = None


class Geo(Struct, gc=False):
    """A place; of its many fields this one is used."""

    city: str | None = None


class Names(Struct, gc=False):
    """The name in other languages, by language code."""

    display_name: dict[str, str | None] | None = None


class Associated(Struct, gc=False):
    """Another institution, and whether it is a parent or a child of this one."""

    id: str | None = None
    ror: str | None = None
    relationship: str | None = None


class InstitutionForm(Form):
    id: str | None = None
    ror: str | None = None
    display_name: str | None = None
    display_name_alternatives: list[str | None] | None = None
    display_name_acronyms: list[str | None] | None = None
    international: Names | None = None
    country_code: str | None = None
    type: str | None = None
    homepage_url: str | None = None
    ids: Ids | None = None
    geo: Geo | None = None
    associated_institutions: list[Associated] | None = None
    updated_date: str | None = None
    # Known and left out: impact figures, images, and what repeats other fields.
    cited_by_count: Ignored = UNSET
    counts_by_year: Ignored = UNSET
    country_id: Ignored = UNSET
    created_date: Ignored = UNSET
    image_thumbnail_url: Ignored = UNSET
    image_url: Ignored = UNSET
    is_super_system: Ignored = UNSET
    lineage: Ignored = UNSET
    relevance_score: Ignored = UNSET
    repositories: Ignored = UNSET
    roles: Ignored = UNSET
    status: Ignored = UNSET
    summary_stats: Ignored = UNSET
    topic_share: Ignored = UNSET
    topics: Ignored = UNSET
    type_id: Ignored = UNSET
    works_api_url: Ignored = UNSET
    works_count: Ignored = UNSET
    x_concepts: Ignored = UNSET
