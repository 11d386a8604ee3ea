"""The fields of OpenAlex authors, funders and topics: those that are read, and those known and left out.

https://docs.openalex.org/api-entities/authors/author-object, …/funders/funder-object, …/topics/topic-object
"""

from __future__ import annotations

from msgspec import UNSET

from loader.json_form import Form, Ignored
from loader.openalex_form import Named


class AuthorForm(Form):
    id: str | None = None
    display_name: str | None = None
    orcid: str | None = None
    updated_date: str | None = None
    # Known and left out: figures about a person, guesses from the papers, other spellings, which the papers print.
    affiliations: Ignored = UNSET
    block_key: Ignored = UNSET
    cited_by_count: Ignored = UNSET
    counts_by_year: Ignored = UNSET
    created_date: Ignored = UNSET
    display_name_alternatives: Ignored = UNSET
    ids: Ignored = UNSET
    last_known_institution: Ignored = UNSET
    last_known_institutions: Ignored = UNSET
    longest_name: Ignored = UNSET
    most_cited_work: Ignored = UNSET
    parsed_longest_name: Ignored = UNSET
    relevance_score: Ignored = UNSET
    sources: Ignored = UNSET
    summary_stats: Ignored = UNSET
    topic_share: Ignored = UNSET
    topics: Ignored = UNSET
    works_api_url: Ignored = UNSET
    works_count: Ignored = UNSET
    x_concepts: Ignored = UNSET


class FunderIds(Form):
    ror: str | None = None
    wikidata: str | None = None
    crossref: Ignored = UNSET
    doi: Ignored = UNSET
    openalex: Ignored = UNSET


class FunderForm(Form):
    id: str | None = None
    display_name: str | None = None
    alternate_titles: list[str | None] | None = None
    country_code: str | None = None
    homepage_url: str | None = None
    ids: FunderIds | None = None
    #: in some versions beside `ids`
    ror: str | None = None
    updated_date: str | None = None
    # Known and left out: figures, images, and what Wikidata says in a sentence.
    awards_count: Ignored = UNSET
    cited_by_count: Ignored = UNSET
    counts_by_year: Ignored = UNSET
    country_id: Ignored = UNSET
    created_date: Ignored = UNSET
    description: Ignored = UNSET
    grants_count: Ignored = UNSET
    image_thumbnail_url: Ignored = UNSET
    image_url: Ignored = UNSET
    relevance_score: Ignored = UNSET
    roles: Ignored = UNSET
    summary_stats: Ignored = UNSET
    topic_share: Ignored = UNSET
    topics: Ignored = UNSET
    works_api_url: Ignored = UNSET
    works_count: Ignored = UNSET


class TopicForm(Form):
    id: str | None = None
    display_name: str | None = None
    description: str | None = None
    keywords: list[str | None] | None = None
    subfield: Named | None = None
    field: Named | None = None
    domain: Named | None = None
    updated_date: str | None = None
    # Known and left out: figures, and what repeats other fields.
    cited_by_count: Ignored = UNSET
    created_date: Ignored = UNSET
    ids: Ignored = UNSET
    relevance_score: Ignored = UNSET
    siblings: Ignored = UNSET
    works_api_url: Ignored = UNSET
    works_count: Ignored = UNSET
