"""The fields of a Crossref work (REST API and public data files): those that are read, and those known and left out.

https://www.crossref.org/documentation/retrieve-metadata/rest-api/ and its format notes on `api.crossref.org`.
"""

from __future__ import annotations

from msgspec import UNSET, Struct, field

from loader.json_form import Form, Ignored


class PartialDate(Struct, gc=False):
    """`[[2022, 4, 30]]`, shorter where parts are not known; `[[null]]` where nothing is."""

    date_parts: list[list[int | str | None]] = field(default_factory=list, name="date-parts")


class Stamp(Struct, gc=False):
    """When a record was changed; of its three notations one is used."""

    date_time: str | None = field(default=None, name="date-time")


class Identified(Struct, gc=False):
    """An id and its kind: of a place (`ROR`, `ISNI`), of a related work (`doi`, `arxiv`)."""

    id: str | None = None
    id_type: str | None = field(default=None, name="id-type")


class Place(Form):
    """An affiliation. Most have the name alone."""

    name: str | None = None
    department: list[str | None] | None = None
    place: list[str | None] | None = None
    id: list[Identified] | None = None
    acronym: Ignored = UNSET
    role: Ignored = UNSET


class Contributor(Form):
    """A person (`given`, `family`) or a body (`name`)."""

    given: str | None = None
    family: str | None = None
    suffix: str | None = None
    name: str | None = None
    orcid: str | None = field(default=None, name="ORCID")
    affiliation: list[Place] | None = None
    sequence: Ignored = UNSET
    role: Ignored = UNSET
    roles: Ignored = UNSET
    prefix: Ignored = UNSET
    authenticated_orcid: Ignored = field(default=UNSET, name="authenticated-orcid")


class FunderOfWork(Struct, gc=False):
    """A funder; awards are left out."""

    doi: str | None = field(default=None, name="DOI")
    name: str | None = None


class Update(Struct, gc=False):
    """A notice on another work, or the notice on this one."""

    doi: str | None = field(default=None, name="DOI")
    type: str | None = None


class Assertion(Struct, gc=False):
    """A Crossmark statement of the publisher; the history of an article is among them."""

    name: str | None = None
    value: str | int | float | None = None


class Work(Form):
    doi: str | None = field(default=None, name="DOI")
    title: list[str | None] | None = None
    type: str | None = None
    subtype: str | None = None
    author: list[Contributor] | None = None
    container_title: list[str | None] | None = field(default=None, name="container-title")
    institution: list[Place] | Place | None = None
    published: PartialDate | None = None
    published_online: PartialDate | None = field(default=None, name="published-online")
    published_print: PartialDate | None = field(default=None, name="published-print")
    published_other: PartialDate | None = field(default=None, name="published-other")
    posted: PartialDate | None = None
    issued: PartialDate | None = None
    accepted: PartialDate | None = None
    deposited: Stamp | None = None
    indexed: Stamp | None = None
    assertion: list[Assertion] | None = None
    relation: dict[str, list[Identified] | Identified] | None = None
    update_to: list[Update] | None = field(default=None, name="update-to")
    updated_by: list[Update] | None = field(default=None, name="updated-by")
    funder: list[FunderOfWork] | None = None
    url: str | None = field(default=None, name="URL")
    # Known and left out: editors and other roles, volume and page, licences, links, references, and the record's own.
    abstract: Ignored = UNSET
    aliases: Ignored = UNSET
    alternative_id: Ignored = field(default=UNSET, name="alternative-id")
    approved: Ignored = UNSET
    archive: Ignored = UNSET
    article_number: Ignored = field(default=UNSET, name="article-number")
    award: Ignored = UNSET
    award_start: Ignored = field(default=UNSET, name="award-start")
    chair: Ignored = UNSET
    clinical_trial_number: Ignored = field(default=UNSET, name="clinical-trial-number")
    component_number: Ignored = field(default=UNSET, name="component-number")
    content_created: Ignored = field(default=UNSET, name="content-created")
    content_domain: Ignored = field(default=UNSET, name="content-domain")
    content_updated: Ignored = field(default=UNSET, name="content-updated")
    created: Ignored = UNSET
    degree: Ignored = UNSET
    description: Ignored = UNSET
    edition_number: Ignored = field(default=UNSET, name="edition-number")
    editor: Ignored = UNSET
    event: Ignored = UNSET
    free_to_read: Ignored = field(default=UNSET, name="free-to-read")
    group_title: Ignored = field(default=UNSET, name="group-title")
    is_referenced_by_count: Ignored = field(default=UNSET, name="is-referenced-by-count")
    isbn: Ignored = field(default=UNSET, name="ISBN")
    isbn_type: Ignored = field(default=UNSET, name="isbn-type")
    issn: Ignored = field(default=UNSET, name="ISSN")
    issn_type: Ignored = field(default=UNSET, name="issn-type")
    issue: Ignored = UNSET
    issue_title: Ignored = field(default=UNSET, name="issue-title")
    journal_issue: Ignored = field(default=UNSET, name="journal-issue")
    language: Ignored = UNSET
    license: Ignored = UNSET
    link: Ignored = UNSET
    member: Ignored = UNSET
    original_title: Ignored = field(default=UNSET, name="original-title")
    page: Ignored = UNSET
    part_number: Ignored = field(default=UNSET, name="part-number")
    peer_review: Ignored = field(default=UNSET, name="peer-review")
    prefix: Ignored = UNSET
    proceedings_subject: Ignored = field(default=UNSET, name="proceedings-subject")
    project: Ignored = UNSET
    publisher: Ignored = UNSET
    publisher_location: Ignored = field(default=UNSET, name="publisher-location")
    reference: Ignored = UNSET
    reference_count: Ignored = field(default=UNSET, name="reference-count")
    references_count: Ignored = field(default=UNSET, name="references-count")
    resource: Ignored = UNSET
    review: Ignored = UNSET
    score: Ignored = UNSET
    short_container_title: Ignored = field(default=UNSET, name="short-container-title")
    short_title: Ignored = field(default=UNSET, name="short-title")
    source: Ignored = UNSET
    special_numbering: Ignored = field(default=UNSET, name="special-numbering")
    standards_body: Ignored = field(default=UNSET, name="standards-body")
    status: Ignored = UNSET
    subject: Ignored = UNSET
    subtitle: Ignored = UNSET
    translator: Ignored = UNSET
    update_policy: Ignored = field(default=UNSET, name="update-policy")
    version: Ignored = UNSET
    volume: Ignored = UNSET
