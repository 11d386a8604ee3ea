"""What goes into the resolver and what comes out of it."""

from __future__ import annotations

from msgspec import Struct

#: Method of a match that the string itself did not decide: an id that the paper's source attached to it.
PUBLISHER_ID = "publisher id"
#: Institutions that exist because a list entry names them have ids that begin so.
OWN = "lst:"


class Body(Struct, frozen=True):
    """An institution as it stands in the graph: of a registry, the gazetteer, or a list (`lst:…`)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    native_names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    #: ISO 3166-1 alpha-2
    country: str | None = None
    cities: tuple[str, ...] = ()
    kind: str | None = None
    #: a unit of a university: strings that name it are read as the university
    unit: bool = False
    part_of: tuple[str, ...] = ()
    status: str | None = None
    succeeded_by: tuple[str, ...] = ()
    #: OpenAlex institution id, `I…`, so that a publisher's id of that kind is understood
    openalex: str | None = None

    @property
    def of_list(self) -> bool:
        """Whether the institution exists because a list entry names it."""
        return self.id.startswith(OWN)


class Match(Struct, frozen=True):
    """A string or entry names an institution. `score` is 0 to 1 and orders matches; it is no probability."""

    institution: str
    method: str
    score: float
    #: the reasons in words
    evidence: str
    #: the name or alias of a list entry that the match rests on
    entry_name: str | None = None


class Candidate(Struct, frozen=True):
    """What a person should look at. `relation` is "same body", "part of" or "successor"."""

    institution: str
    relation: str
    method: str
    score: float
    evidence: str
    entry_name: str | None = None


class Reading(Struct, frozen=True):
    """An affiliation string as read: institutions it names, countries it prints, and contradictions in words."""

    #: in the order of the string; method "parent printed" where an unknown institute of the body is printed with it
    matches: tuple[Match, ...] = ()
    #: academies, ministries, corporations printed only as what a match is part of ("Institute of X, Y Academy")
    parents: tuple[Match, ...] = ()
    #: alpha-2, sorted
    countries: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    #: what the string allows and does not decide, where nothing else is found: no question counts it unless asked to
    inferred: tuple[Match, ...] = ()

    @property
    def printed(self) -> tuple[Match, ...]:
        """Everything the string prints: what it names, then their parents. What labelled sets ask for."""
        return (*self.matches, *self.parents)


class EntryReading(Struct, frozen=True):
    """A list entry as read. `own`: it becomes an institution of its own, `part_of` the one its name says it is of."""

    targets: tuple[Match, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    own: bool = False
    part_of: str | None = None
