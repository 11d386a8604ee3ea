"""One paper from many records: joining by shared ids, the author list, and the rows that write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from loader.author_lists import TRUNCATED, AuthorList, join_lists
from loader.merging import Properties, Stamp, combine, provenance_of, provenance_text
from loader.records import Affiliation, Authorship, Funder, Paper, Topic

#: Id properties in order of precedence, with the prefix each gives to a paper's key (DESIGN §2).
PREFIXES = {
    "doi": "doi",
    "openalex": "openalex",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "arxiv": "arxiv",
    "curated": "cur",
}
_VALUES = ("title", "date_min", "date_max", "venue", "type", "field", "address")
_STEPS = ("received", "accepted", "online", "issued")
_RELATED = ("version_of", "has_versions", "corrects", "corrected_by")
#: Lists parallel to `unplaced_affiliations`.
_BESIDE_STRINGS = ("unplaced_bases", "unplaced_read_as")


def ids_of(work: Paper | Mapping[str, Any]) -> dict[str, str]:
    """The ids of a record or of a stored paper, by property name, in order of precedence."""
    if isinstance(work, Paper):
        return {name: value for name in PREFIXES if (value := getattr(work, name))}
    return {name: work[name] for name in PREFIXES if work.get(name)}


def key_of(ids: Mapping[str, str]) -> str:
    """The paper's key: the first id it has, by precedence."""
    name = next(name for name in PREFIXES if name in ids)
    return f"{PREFIXES[name]}:{ids[name]}"


def values_of(paper: Paper) -> Properties:
    """What a record says about the paper itself, by the model's property names."""
    values = {name: value for name in _VALUES if (value := getattr(paper, name)) is not None}
    for step in _STEPS:
        if days := getattr(paper, step):
            values[f"{step}_min"], values[f"{step}_max"] = days
    for name in _RELATED:
        if works := getattr(paper, name):
            values[name] = sorted(set(works))
    if paper.retracted:
        values["retracted"] = True
    if paper.unplaced:
        values["unplaced_affiliations"] = [affiliation.raw for affiliation in paper.unplaced]
        values["unplaced_bases"] = [affiliation.basis for affiliation in paper.unplaced]
        if any(affiliation.read_as for affiliation in paper.unplaced):
            values["unplaced_read_as"] = [affiliation.read_as or "" for affiliation in paper.unplaced]
    return values


@dataclass(eq=False)
class PaperState:
    """A paper while a batch is joined: what is stored, and what the batch's records made of it."""

    ids: dict[str, str]
    properties: Properties
    authors: AuthorList | None = None
    #: funders and topics by id, each with the loads it came from being the paper's own
    topics: dict[str, Topic] = field(default_factory=dict)
    funders: dict[str, Funder] = field(default_factory=dict)
    #: key in the database; None for a new paper
    stored_as: str | None = None
    #: keys of further stored papers that turned out to be this one
    absorbed: list[str] = field(default_factory=list)
    #: ids of authors that stood here before; those left without papers are removed
    former_authors: set[str] = field(default_factory=set)
    changed: bool = False

    @property
    def key(self) -> str:
        return key_of(self.ids)

    def join(self, paper: Paper, stamp: Stamp, precedence: Callable[[str], int]) -> bool:
        """Take in a record. Returns whether anything about the paper changed."""
        before = (dict(self.ids), self._given(), self.authors, dict(self.topics), dict(self.funders))
        known = [was.as_of for was in provenance_of(self.properties).values() if was.source == stamp.source]
        self._take(values_of(paper) | ids_of(paper), stamp, precedence)
        cut = self.authors is not None and self.authors.state == TRUNCATED
        if known and max(known) > stamp.as_of and not cut:
            # The source's newer record has said who signs, and about what.
            return before[:2] != (self.ids, self._given())
        self.authors = join_lists(self.authors, AuthorList.of(paper, stamp), precedence)
        self._count_authors(max(paper.n_authors or 0, len(paper.authors)))
        if paper.topics and str(stamp) >= self._topics_from:
            self.topics = {topic.id: topic for topic in paper.topics}
            self.properties["topics_from"] = str(stamp)
        for funder in paper.funders:
            self.funders.setdefault(funder.id, funder)
        return before != (self.ids, self._given(), self.authors, self.topics, self.funders)

    def absorb(self, other: PaperState, precedence: Callable[[str], int]) -> None:
        """Become one with a stored paper that a record shows to be the same work."""
        for stamp_text, names in ((entry.split("|", 1)) for entry in other.properties.get("provenance") or ()):
            values = {name: other.properties[name] for name in names.split(",") if name in other.properties}
            stamp = Stamp.parse(stamp_text)
            own = {name for name, given in provenance_of(self.properties).items() if given.source == stamp.source}
            if "unplaced_affiliations" in values:
                own -= set(_BESIDE_STRINGS)
            self._take({name: self.properties[name] for name in own} | values, stamp, precedence)
        self.ids = {**other.ids, **self.ids}
        for name in ("hashes", "loads"):
            self.properties[name] = sorted({*(self.properties.get(name) or ()), *(other.properties.get(name) or ())})
        self.authors = join_lists(self.authors, other.authors, precedence)
        self._count_authors(other.properties.get("n_authors") or 0)
        if other._topics_from > self._topics_from:
            self.topics, self.properties["topics_from"] = other.topics, other._topics_from
        self.funders = {**other.funders, **self.funders}
        self.former_authors |= other.former_authors
        self.absorbed += [key for key in (other.stored_as, *other.absorbed) if key]
        self.changed = True

    @property
    def _topics_from(self) -> str:
        return self.properties.get("topics_from") or ""

    def _take(self, given: Properties, stamp: Stamp, precedence: Callable[[str], int]) -> None:
        """Put a source's values in place. An id stays known though the source's newer record leaves it out."""
        stamps = provenance_of(self.properties)
        kept = {
            name: value for name, value in self.ids.items() if name in stamps and stamps[name].source == stamp.source
        }
        combined = combine(self.properties, kept | given, stamp, precedence)
        self.properties = {**self.properties, **_together(self.properties, given, stamp, combined)}
        self.ids |= ids_of(self.properties)

    def conflicts_with(self, ids: Mapping[str, str]) -> list[str]:
        """Names of ids that both have and that differ."""
        return [name for name, value in ids.items() if self.ids.get(name, value) != value]

    def _given(self) -> Properties:
        return {
            name: value
            for name, value in self.properties.items()
            if name not in ("hashes", "loads", "linked_by") and value is not None
        }

    def _count_authors(self, number: int) -> None:
        known = max(number, self.properties.get("n_authors") or 0)
        self.properties["n_authors"] = known or None
        self.properties["authors_source"] = str(self.authors) if self.authors else None


def _together(stored: Properties, given: Properties, stamp: Stamp, combined: Properties) -> Properties:
    """`combined` with the parallel lists of unplaced strings from one and the same record."""
    if combined.get("unplaced_affiliations") is None:
        return combined
    stamps = provenance_of(combined)
    strings = stamps["unplaced_affiliations"]
    is_new = strings == stamp and combined["unplaced_affiliations"] == given.get("unplaced_affiliations")
    beside = {name: (given if is_new else stored).get(name) for name in _BESIDE_STRINGS}
    stamps |= dict.fromkeys(beside, strings)
    kept = {name: one for name, one in stamps.items() if beside.get(name, "") is not None}
    return {**combined, **beside, "provenance": provenance_text(kept)}


def stored_state(properties: Properties, contents: Mapping[str, Any]) -> PaperState:
    """A paper as the graph holds it: a row of `find_papers` and one of `paper_contents`."""
    authors, former = [], set()
    for row in sorted(contents["authors"], key=lambda row: row["place"]["position"]):
        author, place = row["author"], row["place"]
        former.add(author["id"])
        if given := place.get("attributed_to"):
            # A person corrected who signs; records are joined with what the sources say.
            author = {"id": given[0], "openalex": given[1] or None, "name": given[2]}
        orcid = author["id"].removeprefix("orcid:") if author["id"].startswith("orcid:") else None
        openalex = author.get("openalex") or (
            # A mention on a paper without DOI begins like a cluster's id: `openalex:W1#2`.
            author["id"].removeprefix("openalex:") if author["id"].startswith("openalex:A") else None
        )
        authors.append(
            Authorship(
                position=place["position"],
                name=place["raw_name"],
                orcid=orcid,
                openalex=openalex,
                corresponding=place.get("corresponding", False),
                person=author["name"] if author["name"] != place["raw_name"] else None,
                affiliations=affiliations_of(place),
                publisher_countries=tuple(place.get("publisher_countries") or ()),
            )
        )
    state, _, stamp = (properties.get("authors_source") or "").partition("|")
    return PaperState(
        ids=ids_of(properties),
        properties=dict(properties),
        authors=AuthorList(state, Stamp.parse(stamp), tuple(authors)) if state else None,
        topics={
            row["topic"]["id"]: Topic(
                id=row["topic"]["id"],
                name=row["topic"]["name"],
                score=row["score"],
                subfield=row["topic"].get("subfield"),
                field=row["topic"].get("field"),
                domain=row["topic"].get("domain"),
            )
            for row in contents["topics"]
        },
        funders={row["id"]: Funder(row["id"], row["name"], row.get("ror")) for row in contents["funders"]},
        stored_as=properties["id"],
        former_authors=former,
    )


def affiliations_of(place: Mapping[str, Any]) -> tuple[Affiliation, ...]:
    """The affiliation strings of one AUTHORED relationship, its parallel arrays put together."""
    raws = place.get("raw_affiliations") or ()
    blank = [""] * len(raws)
    return tuple(
        Affiliation(raw, basis, read_as or None, tuple(ids.split()), tuple(sources.split()))
        for raw, basis, read_as, ids, sources in zip(
            raws,
            place.get("bases") or blank,
            place.get("read_as") or blank,
            place.get("publisher_ids") or blank,
            place.get("sources") or blank,
            strict=True,
        )
    )


def unplaced_of(properties: Mapping[str, Any]) -> tuple[Affiliation, ...]:
    """The affiliation strings of a Paper node that it does not say whose they are."""
    strings = {"raw_affiliations": properties.get("unplaced_affiliations")}
    strings |= {name.removeprefix("unplaced_"): properties.get(name) for name in _BESIDE_STRINGS}
    return affiliations_of(strings)


def author_key(author: Authorship, paper: str) -> tuple[str, str]:
    """(key, identity) of the person signing: ORCID, else the publisher's cluster, else this one mention."""
    if author.orcid:
        return f"orcid:{author.orcid}", "orcid"
    if author.openalex:
        return f"openalex:{author.openalex}", "publisher cluster"
    return f"{paper}#{author.position}", "mention"


def place_properties(author: Authorship, load: str) -> Properties:
    """Properties of an AUTHORED relationship."""
    properties: Properties = {"raw_name": author.name, "loads": [load]}
    if author.corresponding:
        properties["corresponding"] = True
    if author.affiliations:
        properties |= _strings_properties(author.affiliations)
    if author.publisher_countries:
        properties["publisher_countries"] = list(author.publisher_countries)
    return properties


@lru_cache(maxsize=1 << 12)
def _strings_properties(strings: tuple[Affiliation, ...]) -> Properties:
    """The parallel arrays of an author's strings, which co-authors share."""
    properties: Properties = {
        "raw_affiliations": [one.raw for one in strings],
        "bases": [one.basis for one in strings],
        "sources": [" ".join(one.sources) for one in strings],
    }
    if any(one.read_as for one in strings):
        properties["read_as"] = [one.read_as or "" for one in strings]
    if any(one.publisher_ids for one in strings):
        properties["publisher_ids"] = [" ".join(one.publisher_ids) for one in strings]
    return properties
