"""What is asked of OpenAlex' works: filters of its interface, from countries, institutions, persons, strings and DOIs.

The names of the filters are those that the interface itself listed on 2026-03-02 in its answer to a wrong one. One
filter joins values of one name by `|` and names by `,`; what it cannot say at once is several filters, whose works are
put together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from cypher.errors import UsageError
from loader.countries import name as country_name
from loader.fetch.downloads import DOWNLOADS, OpenAlexWorks
from loader.identifiers import doi, openalex_id, orcid, ror, slug

#: Values that one filter may join; the interface takes 100, and addresses get long.
_AT_ONCE = 50
#: What a filter reads as its own signs.
_SIGNS = re.compile(r"[,|]")


@dataclass(frozen=True, slots=True)
class Query:
    """Works that fulfil one value of each kind that is given. Ids in any notation; `affiliations` are searched for."""

    countries: Sequence[str] = ()
    institutions: Sequence[str] = ()
    authors: Sequence[str] = ()
    affiliations: Sequence[str] = ()
    dois: Sequence[str] = ()

    def filters(self) -> tuple[str, ...]:
        """The filters. Raises `UsageError` where nothing is asked, or a value is not what it should be."""
        kinds = [self._countries(), self._institutions(), self._authors(), self._affiliations(), self._dois()]
        asked = [kind for kind in kinds if kind is not None]
        if not asked:
            raise UsageError("Nothing is asked: name a country, an institution, an author, a text or DOIs.")
        return tuple(",".join(one) for one in product(*asked))

    def normal_dois(self) -> tuple[str, ...]:
        """The DOIs in small letters, each once. Raises `UsageError` where one is none."""
        known = [(given, doi(given)) for given in self.dois]
        for given, number in known:
            if number is None:
                raise UsageError(f"{given!r} is no DOI: mend or leave it out.")
        return tuple(dict.fromkeys(number for _, number in known if number))

    def _countries(self) -> list[str] | None:
        codes = [code.strip().upper() for code in self.countries]
        for code in codes:
            if country_name(code) is None:
                raise UsageError(f"{code!r} is no ISO 3166-1 code of two letters, as in KP.")
        return [f"authorships.countries:{'|'.join(codes)}"] if codes else None

    def _institutions(self) -> list[str] | None:
        rors, own = [], []
        for given in self.institutions:
            if number := ror(given):
                rors.append(f"https://ror.org/{number.removeprefix('ror:')}")
            elif number := openalex_id(given, "I"):
                own.append(number)
            else:
                raise UsageError(f"{given!r} is neither a ROR id (ror:0…) nor an OpenAlex institution (I…).")
        return _each("authorships.institutions.ror", rors) + _each("authorships.institutions.id", own) or None

    def _authors(self) -> list[str] | None:
        orcids, own = [], []
        for given in self.authors:
            if number := orcid(given):
                orcids.append(f"https://orcid.org/{number.removeprefix('orcid:')}")
            elif number := openalex_id(given, "A"):
                own.append(number)
            else:
                raise UsageError(f"{given!r} is neither an ORCID nor an OpenAlex author (A…).")
        return _each("authorships.author.orcid", orcids) + _each("authorships.author.id", own) or None

    def _affiliations(self) -> list[str] | None:
        texts = [" ".join(_SIGNS.sub(" ", given).split()) for given in self.affiliations]
        if not all(texts):
            raise UsageError("A text to be searched in affiliations is empty.")
        return [f"raw_affiliation_strings.search:{text}" for text in texts] or None

    def _dois(self) -> list[str] | None:
        # Those with a sign of the filter's own cannot be asked so; they are among those that were not found.
        numbers = [number for number in self.normal_dois() if not _SIGNS.search(number)]
        if self.dois and not numbers:
            raise UsageError("None of the DOIs can be asked: each holds a comma or a bar, which a filter cannot say.")
        return _each("doi", [f"https://doi.org/{number}" for number in numbers]) or None


def works_of(query: Query) -> OpenAlexWorks:
    """The works that `query` asks for, as what `loader.fetch.run.fetch` can be told to fetch."""
    filters = query.filters()
    (usual,) = (one for one in DOWNLOADS["openalex"] if isinstance(one, OpenAlexWorks))
    return OpenAlexWorks(usual.address, filters, "works.jsonl", usual.key, query.normal_dois())


def folder_of(wanted: OpenAlexWorks) -> str:
    """A name for the folder of what was asked: other questions do not replace its files."""
    asked = "\n".join((*wanted.filters, *wanted.dois))
    return f"{slug(wanted.filters[0])[:40].strip('-')}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}"


def _each(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}:{'|'.join(values[at : at + _AT_ONCE])}" for at in range(0, len(values), _AT_ONCE)]
