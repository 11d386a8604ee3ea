"""Crossref works: one message, list answers, the public data files, or JSON Lines.

Authors' affiliations are the publisher's own metadata. `published` is the earliest of the days that the record gives;
those of receipt and acceptance stand in its Crossmark assertions. Funders are taken where they have an id in the Open
Funder Registry: a name alone does not say which body it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import msgspec

from loader import json_records, publication_dates, reading
from loader.crossref_form import Assertion, Contributor, Identified, PartialDate, Place, Update, Work
from loader.errors import BadField, SourceError
from loader.identifiers import arxiv, day_range, doi, orcid, ror, text
from loader.json_form import FormDecoder
from loader.parts import each_part, parts_of
from loader.printed_dates import written_days
from loader.publication_dates import earliest, plausible
from loader.records import NO_NAME, Affiliation, Authorship, Days, Funder, Paper, Rejected, Row
from loader.source import Source

_WHAT = "a file of Crossref works"
_BASIS = "publisher"
#: Relations that make the work a version of the other one, and the other one a version of it.
#: https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/relationships/
_VERSION_OF = ("is-preprint-of", "is-manuscript-of", "is-version-of")
_HAS_VERSION = ("has-preprint", "has-manuscript", "has-version")
#: Updates that replace a work by another version and say nothing against it.
_NEW_VERSIONS = ("new_version", "new_edition")
_RETRACTIONS = ("retraction", "withdrawal", "removal")
#: Names that publishers give to the days of an article's history.
_STEPS = {
    "received": "received",
    "accepted": "accepted",
    "first_online": "online",
    "published_online": "online",
}
#: Titles carry face markup: `<i>Drosophila</i>`, `CO<sub>2</sub>`.
_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|scp|tt|br|p|title|mml:[a-z]+|jats:[a-z]+)\b[^>]*>", re.IGNORECASE)


@each_part
def read(path: Path) -> Iterator[Row | Rejected]:
    """Each work of the file. Raises `SourceError` where the first one is no Crossref work."""
    decoder = FormDecoder(Work)
    begun = False
    for item in json_records.records(path, _WHAT):
        if isinstance(item, Rejected):
            yield item
            continue
        number, raw = item
        if not begun and b'"DOI"' not in raw:
            raise SourceError(f"{path.name} is not {_WHAT}: its first record has no DOI. Name the source that fits.")
        begun = True
        notes: list[str] = []
        try:
            paper = _paper(decoder.decode(raw, notes), notes)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield reading.undecodable(number, error, raw)
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown(raw))
        else:
            yield Row(number, paper, notes=tuple(notes))


def _paper(work: Work, notes: list[str]) -> Paper:
    number = doi(work.doi)
    if not number:
        raise BadField("DOI", f"{work.doi!r} is not a DOI: nothing to know the work by")
    changed = day_range(((work.deposited and work.deposited.date_time) or "")[:10])
    as_of = changed[1] if changed else None
    history = _history(work.assertion or (), notes)
    online = _days("published-online", work.published_online, notes) or _days("posted", work.posted, notes)
    online = online or history.get("online")
    issued = _days("published-print", work.published_print, notes)
    other = _days("published-other", work.published_other, notes)
    published = earliest(online, issued, other) or _days("issued", work.published or work.issued, notes)
    version_of, has_versions = _versions(work)
    corrected_by = _notices(work.updated_by or (), number)
    return Paper(
        doi=number,
        title=_plain(_first(work.title)),
        date_min=published[0] if published else None,
        date_max=published[1] if published else None,
        received=history.get("received"),
        accepted=_days("accepted", work.accepted, notes) or history.get("accepted"),
        online=online,
        issued=issued,
        venue=_plain(_first(work.container_title)) or _institution(work),
        type=text(work.subtype) or text(work.type),
        retracted=any(notice.partition("|")[0] in _RETRACTIONS for notice in corrected_by),
        version_of=tuple(one for one in version_of if one != f"doi:{number}"),
        has_versions=tuple(one for one in has_versions if one != f"doi:{number}"),
        corrects=_notices(work.update_to or (), number),
        corrected_by=corrected_by,
        authors=tuple(_authorship(place, author, notes) for place, author in enumerate(work.author or (), 1)),
        funders=_funders(work),
        as_of=as_of,
    )


def _first(values: list[str | None] | None) -> str | None:
    return next((value for value in values or () if value), None)


def _plain(printed: str | None) -> str | None:
    """Text without markup; `&amp;` is what publishers deposit for `&`."""
    return text(_MARKUP.sub("", unescape(printed))) if printed else None


def _days(field: str, given: PartialDate | None, notes: list[str]) -> Days | None:
    parts = given.date_parts[0] if given and given.date_parts else []
    if not any(parts):
        return None
    days = plausible(publication_dates.of_parts(parts))
    if not days:
        notes.append(f"{field}: {'-'.join(str(part) for part in parts)} cannot be right, left out")
    return days


def _history(assertions: list[Assertion] | tuple[()], notes: list[str]) -> dict[str, Days]:
    found: dict[str, Days] = {}
    for one in assertions:
        step = _STEPS.get(one.name or "")
        if not step or step in found:
            continue
        printed = str(one.value or "")
        days = plausible(publication_dates.of_parts(printed.strip().split("-")))
        if not days and (written := written_days(printed)):
            days = plausible((written[0], written[0]))
        if days:
            found[step] = days
        else:
            notes.append(f"assertion.{one.name}: {printed!r} is not read as a day, left out")
    return found


def _institution(work: Work) -> str | None:
    """Preprints and reports have no journal; they name the body that posted them."""
    places = work.institution if isinstance(work.institution, list) else [work.institution]
    return next((_plain(place.name) for place in places if place and place.name), None)


def _versions(work: Work) -> tuple[list[str], list[str]]:
    relation = work.relation or {}
    version_of = [key for kind in _VERSION_OF for key in _related(relation.get(kind))]
    replaced = [f"doi:{old}" for one in work.update_to or () if one.type in _NEW_VERSIONS and (old := doi(one.doi))]
    newer = [f"doi:{new}" for one in work.updated_by or () if one.type in _NEW_VERSIONS and (new := doi(one.doi))]
    has_versions = [key for kind in _HAS_VERSION for key in _related(relation.get(kind))]
    return [*version_of, *replaced], [*has_versions, *newer]


def _related(works: list[Identified] | Identified | None) -> Iterator[str]:
    for one in works if isinstance(works, list) else [works] if works else []:
        kind, given = (one.id_type or "").lower(), one.id
        if kind == "arxiv" and (number := arxiv(given)):
            yield f"arxiv:{number}"
        elif kind == "doi" and (number := arxiv(given) if "10.48550/" in (given or "") else None):
            # arXiv's DOIs are known by the id in them: arXiv's own records do not print the DOI.
            yield f"arxiv:{number}"
        elif kind == "doi" and (number := doi(given)):
            yield f"doi:{number}"


def _notices(updates: list[Update] | tuple[()], own: str) -> tuple[str, ...]:
    found = (
        f"{(one.type or 'update').replace('_', ' ')}|doi:{number}"
        for one in updates
        if one.type not in _NEW_VERSIONS and (number := doi(one.doi)) and number != own
    )
    return tuple(dict.fromkeys(found))


def _authorship(position: int, author: Contributor, notes: list[str]) -> Authorship:
    number = orcid(author.orcid)
    if author.orcid and not number:
        notes.append(f"author[{position - 1}].ORCID: {author.orcid} is not an ORCID, left out")
    parts = (text(author.given), text(author.family), text(author.suffix))
    name = " ".join(part for part in parts if part) or _plain(author.name)
    return Authorship(
        position=position,
        name=name or NO_NAME,
        orcid=number,
        affiliations=tuple({one.raw: one for one in map(_affiliation, author.affiliation or ()) if one}.values()),
    )


def _affiliation(place: Place) -> Affiliation | None:
    parts = (*(place.department or ()), place.name, *(place.place or ()))
    raw = ", ".join(part for part in map(_plain, parts) if part)
    ids = [known for one in place.id or () if (one.id_type or "").upper() == "ROR" and (known := ror(one.id))]
    if not raw and not ids:
        return None
    return Affiliation(raw=raw or ids[0], basis=_BASIS, publisher_ids=tuple(dict.fromkeys(ids)))


def _funders(work: Work) -> tuple[Funder, ...]:
    found: dict[str, Funder] = {}
    for one in work.funder or ():
        number, name = doi(one.doi), text(one.name)
        if number and name:
            found.setdefault(number, Funder(f"doi:{number}", name))
    return tuple(found.values())


def _as_of(path: Path) -> date | None:
    """None: each work carries the day of its own last deposit."""
    return None


SOURCE = Source(
    id="crossref",
    title="Crossref works",
    licence="CC0 1.0 (facts)",
    redistributable="yes",
    address="https://www.crossref.org/documentation/retrieve-metadata/",
    kind="papers",
    precedence=70,
    read=read,
    as_of=_as_of,
    files=parts_of,
)
