"""OpenAlex authors, from the snapshot or from list answers: whose ORCID a cluster of papers has, and its name.

Of a person nothing else is kept. A record whose ORCID is right is the person of that ORCID; without one it is the
publisher's cluster. Nobody is joined with anybody by name, and papers that were read without the ORCID stay with the
cluster. The snapshot has a hundred million authors: load the part that is needed.
"""

from __future__ import annotations

from loader.identifiers import orcid
from loader.openalex_entities import day, number_and_name, source
from loader.openalex_entity_form import AuthorForm
from loader.papers import author_key
from loader.records import Authorship, Person


def _person(given: AuthorForm, notes: list[str]) -> Person:
    number, name = number_and_name(given.id, given.display_name, "A")
    known = orcid(given.orcid)
    if given.orcid and not known:
        notes.append(f"orcid: {given.orcid} is not an ORCID, left out")
    # Known by the same rule as whoever signs a paper.
    key, identity = author_key(Authorship(0, name, orcid=known, openalex=number), "")
    return Person(
        id=key,
        name=name,
        identity=identity,
        openalex=number if known else None,
        as_of=day(given.updated_date),
    )


SOURCE = source("authors", "A", AuthorForm, _person)
