"""The graph model, declared once.

The constraints and indexes, the write statements, the schema page in `docs/` and the test that statements use only
declared names all come from the tables in this module. A property is declared with its type and one line of meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Raised when a graph made by an older release can no longer be read right; stored on the `Model` node.
MODEL_VERSION = 3


class Type(StrEnum):
    """The property types in use, by Neo4j's names. Dates are days; lists are homogeneous and never empty."""

    STRING = "STRING"
    INTEGER = "INTEGER"
    FLOAT = "FLOAT"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    DATETIME = "ZONED DATETIME"
    STRINGS = "LIST<STRING>"
    INTEGERS = "LIST<INTEGER>"
    FLOATS = "LIST<FLOAT>"
    DATES = "LIST<DATE>"


@dataclass(frozen=True, slots=True)
class Property:
    """A declared property: its name, type and meaning. `unique` and `indexed` ask for a constraint or a range index."""

    name: str
    type: Type
    meaning: str
    unique: bool = False
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its key property, which is unique, and what it may carry. `full_text` names the searched ones."""

    label: str
    key: str
    meaning: str
    properties: tuple[Property, ...]
    full_text: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return any(declared.name == name for declared in self.properties)


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """`(start)-[type]->(end)`. `key` names the properties that tell parallel relationships of two nodes apart.

    `found_by` names lists of texts each of which leads to the relationship, by an index.
    """

    type: str
    start: str
    end: str
    meaning: str
    properties: tuple[Property, ...] = ()
    key: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return any(declared.name == name for declared in self.properties)


def _p(name: str, type_: Type, meaning: str, *, unique: bool = False, indexed: bool = False) -> Property:
    return Property(name, type_, meaning, unique, indexed)


S, I, F, B, D = Type.STRING, Type.INTEGER, Type.FLOAT, Type.BOOLEAN, Type.DATE  # noqa: E741
SS, IS, FS = Type.STRINGS, Type.INTEGERS, Type.FLOATS

#: Every node and relationship that a file brought names the load runs that brought it; `unload` goes by it.
_LOADS = _p("loads", SS, "ids of the load runs that brought this")
#: One entry a source: `<source>@<as-of>|<names of the properties it gave>`.
_PROVENANCE = _p("provenance", SS, "`source@as-of|property,property`: which source gave which properties")
_HASHES = _p("hashes", SS, "`source|hash`: content of each source's newest record")
_RECORD = (_PROVENANCE, _HASHES, _LOADS)

_PERIOD = (
    _p("from_min", D, "first day on which it can have begun"),
    _p("from_max", D, "last day on which it can have begun"),
    _p("to_min", D, "first day on which it can have ended; none: not known to have ended"),
    _p("to_max", D, "last day on which it can have ended"),
)

_LINK = (
    _p("method", S, "what was compared, and how the two were found to be one"),
    _p("score", F, "0 to 1, orders links; not a probability"),
    _p(
        "entry_name", S, "the name or alias of the entry that the link rests on; none where the entry stands for itself"
    ),
    _p("evidence", S, "the reasons in words"),
    _p("judgement", S, "auto, confirmed, rejected or unsure"),
    _p("judged_by", S, "who judged"),
    _p("judged_on", D, "when it was judged"),
    _p("judged_why", S, "why, in the words of who judged"),
)

NODES: tuple[NodeType, ...] = (
    NodeType(
        "Paper",
        "id",
        "A published work. `id` is the first it has of doi:, openalex:, pmid:, pmcid:, arxiv:, cur:.",
        (
            _p("id", S, "key: `doi:…` (lower case), else `openalex:W…`, `pmid:…`, `pmcid:…`, `arxiv:…`, `cur:…`"),
            _p("doi", S, "DOI, lower case, without resolver", unique=True),
            _p("openalex", S, "OpenAlex work id, `W…`", unique=True),
            _p("pmid", S, "PubMed id", unique=True),
            _p("pmcid", S, "PubMed Central id, `PMC…`", unique=True),
            _p("arxiv", S, "arXiv id without version", unique=True),
            _p("curated", S, "id in our file of cited papers", unique=True),
            _p("title", S, "title as the source prints it"),
            _p("date_min", D, "first day on which it can have been published"),
            _p("date_max", D, "last day on which it can have been published"),
            _p("received_min", D, "first day on which the publisher can have received it"),
            _p("received_max", D, "last day on which the publisher can have received it"),
            _p("accepted_min", D, "first day on which it can have been accepted"),
            _p("accepted_max", D, "last day on which it can have been accepted"),
            _p("online_min", D, "first day on which it can have appeared online"),
            _p("online_max", D, "last day on which it can have appeared online"),
            _p("issued_min", D, "first day on which its printed issue can have appeared"),
            _p("issued_max", D, "last day on which its printed issue can have appeared"),
            _p("venue", S, "journal, book or repository"),
            _p("type", S, "kind of work as the source calls it"),
            _p("field", S, "field of a cited paper as we read it; OpenAlex papers have topics instead"),
            _p("address", S, "where the record was read, for papers without DOI"),
            _p("retracted", B, "true where a source says it is retracted"),
            _p("version_of", SS, "works it is a preprint or version of, as recorded: `doi:…`", indexed=True),
            _p("has_versions", SS, "its preprints and versions, as recorded: `doi:…`", indexed=True),
            _p("corrects", SS, "works it retracts or corrects, as recorded: `retraction|doi:…`", indexed=True),
            _p("corrected_by", SS, "notices on it, as recorded: `retraction|doi:…`", indexed=True),
            _p("topics_from", S, "`source@as-of` of the record its topics are from"),
            _p("n_authors", I, "length of the author list as far as known"),
            _p("authors_source", S, "source and state of the author list: curated, complete or truncated"),
            _p("unplaced_affiliations", SS, "affiliation strings printed without saying whose"),
            _p("unplaced_bases", SS, "basis of each, in the same order"),
            _p("unplaced_read_as", SS, "what a reader took each for, in the same order; empty where nobody did"),
            _p("linked_by", S, "fingerprint of the institution data its affiliations were read with", indexed=True),
            _p("strings", I, "affiliation strings it prints, counted when they were read: once for each author"),
            _p("strings_read", I, "those of them that led to an institution"),
            *_RECORD,
        ),
        full_text=("title",),
    ),
    NodeType(
        "Author",
        "id",
        "A person as signed. People are never merged by name.",
        (
            _p("id", S, "key: `orcid:…`, `openalex:A…`, else the mention `<paper id>#<position>`"),
            _p("name", S, "name as the identity's source gives it", indexed=True),
            _p("identity", S, "what makes it one person: orcid, publisher cluster, or a single mention"),
            _p("openalex", S, "OpenAlex author id where the key is an ORCID"),
            _LOADS,
        ),
        full_text=("name",),
    ),
    NodeType(
        "Institution",
        "id",
        "A university, institute, company, agency. Carries the second label `Designated` where a list targets it.",
        (
            _p("id", S, "key: `ror:…`, `kp:<slug>`, `openalex:I…`, `lst:<list>/<entry>` or `cur:<slug>`"),
            _p("name", S, "name to show"),
            _p("aliases", SS, "further names, former names among them"),
            _p("native_names", SS, "names in other scripts and languages"),
            _p("acronyms", SS, "acronyms; never enough alone to identify it"),
            _p("country", S, "ISO 3166-1 alpha-2", indexed=True),
            _p("city", S, "first city"),
            _p("cities", SS, "all cities"),
            _p("kind", S, "what kind of body: university, institute, company, faculty …"),
            _p("unit", B, "true for a unit of a university: a text that prints the university is read as the latter"),
            _p("openalex", S, "OpenAlex institution id, `I…`", indexed=True),
            _p("wikidata", S, "Wikidata id"),
            _p("website", S, "web site"),
            _p("status", S, "active, inactive or withdrawn (ROR)"),
            _p("note", S, "remark of the file it comes from"),
            _p("part_of", SS, "ids of its parents as recorded; PART_OF exists for those in the graph"),
            _p("succeeded_by", SS, "ids of its successors as recorded; SUCCEEDED_BY exists for those in the graph"),
            *_RECORD,
        ),
        full_text=("name", "aliases", "native_names", "acronyms"),
    ),
    NodeType(
        "Country",
        "code",
        "ISO 3166-1.",
        (
            _p("code", S, "key: ISO 3166-1 alpha-2"),
            _p("name", S, "short name"),
        ),
    ),
    NodeType(
        "Designation",
        "id",
        "One entry of one list, with all that its rows print.",
        (
            _p("id", S, "key: `<list>/<entry key>`"),
            _p("list", S, "id of its list", indexed=True),
            _p("name", S, "name as printed"),
            _p("kind", S, "organisation, person, vessel or aircraft; unknown where the list does not say"),
            _p("aliases", SS, "aliases as printed"),
            _p("native_names", SS, "names in other scripts"),
            _p("addresses", SS, "addresses as printed"),
            _p("countries", SS, "ISO codes of the countries it is listed or addressed under"),
            _p("programs", SS, "sanctions programmes or grounds"),
            _p("licence_requirement", S, "what needs a licence, as printed"),
            _p("licence_policy", S, "how licence applications are reviewed, as printed"),
            _p("reason", S, "reason as printed"),
            _p("citations", SS, "notices cited by the entry, as printed"),
            _p("remarks", S, "what else the entry prints"),
            _p("notes", SS, "what the row says of single names and addresses, in our words: `Former name: X`"),
            _p("raw", SS, "the publisher's rows as JSON"),
            _p("rows", IS, "place of each raw row in the file, from 1"),
            _p("names_seen", SS, "`date|name`: first file with each name and alias, the earliest first"),
            _p("former_names", SS, "names and aliases that earlier files printed and the entry no longer has"),
            _p("first_file", D, "date of the first file of its list's authority that had it"),
            _p("presence", SS, "`date|had` or `date|lacked`: the files of that authority with which it came and went"),
            _p("printed", SS, "`from|from|to|to|basis|notice`: periods as the newest file that has it prints them"),
            _p("keys", SS, "`load|key`: further entry keys that files made of its name, written differently"),
            _p("copied", SS, "`load|from|from|to|to|basis|notice`: periods that copies of the list print"),
            _p("former", SS, "`until|load|field|value as JSON`: what files of the list before that day printed"),
            *_RECORD,
        ),
        full_text=("name", "aliases", "native_names", "former_names"),
    ),
    NodeType(
        "ControlList",
        "id",
        "A list, its nature in law and its state.",
        (
            _p("id", S, "key, such as `us-entity-list`"),
            _p("title", S, "whose list it is, and its title"),
            _p("authority", S, "who keeps it"),
            _p("jurisdiction", S, "whose law"),
            _p("nature", S, "nature in law: export control, asset freeze, procurement ban, research …"),
            _p("restricts", S, "what it restricts"),
            _p("binds", S, "whom it binds"),
            _p("does_not_restrict", S, "what it leaves free"),
            _p("licence", S, "terms of its text"),
            _p("address", S, "official address"),
            _p("refresh_days", I, "how often it is usually revised"),
            _p("ended_on", D, "day on which the list itself ended; none while it is kept"),
            _p("redistributable", S, "yes, no or unknown: whether the terms of its text let one pass it on"),
            _p("read_on", D, "when its facts in law were read"),
            _p("read_in", S, "what they were read in, and what was not"),
            _p("dated_by", SS, "`date|load`: the files of the list's authority that were loaded"),
            _p("read_in_part", SS, "`date|load`: such files of which records were refused, so that they date nothing"),
            _p("first_as_of", D, "date of the first of `dated_by`"),
            _p("as_of", D, "date of the last of them"),
            _p("seen_in", D, "date of the newest file that contains the list and is not a whole one of its authority"),
            *_RECORD,
        ),
    ),
    NodeType(
        "Report",
        "id",
        "A published statement without a paper record that was read: a lead, never counted as a paper.",
        (
            _p("id", S, "key, `report:…`"),
            _p("kind", S, "paper-reported, agreement, personnel, statistic …"),
            _p("statement", S, "what is stated, in our words, without names of persons"),
            _p("year", S, "year or years it speaks of, as stated"),
            _p("publisher", S, "who published it"),
            _p("via", S, "whose report it passes on"),
            _p("addresses", SS, "where it was read"),
            _p("confidence", S, "high, medium or low, and in what"),
            _p("named", SS, "`side|certainty|institution` as the statement names it"),
            _p("states_dprk_side", B, "true where the source names the DPRK institution too"),
            *_RECORD,
        ),
    ),
    NodeType(
        "Rule",
        "id",
        "A legal measure for one period in force.",
        (
            _p("id", S, "key, such as `unscr-2321-11`"),
            _p("title", S, "short title"),
            _p("restricts", S, "what it restricts, in our words"),
            _p("exempts", S, "what it leaves free, in our words"),
            _p("exempt_fields", SS, "terms in the field or topic of a paper that is perhaps of what it leaves free"),
            _p("countries", SS, "countries it covers"),
            _p("kinds", SS, "kinds of body it covers; none: any"),
            _p("addresses", SS, "where it was read"),
            _p("status", S, "what is known of its state after the period"),
            *_PERIOD,
            *_RECORD,
        ),
    ),
    NodeType(
        "Topic",
        "id",
        "An OpenAlex topic.",
        (
            _p("id", S, "key, `openalex:T…`"),
            _p("name", S, "name"),
            _p("subfield", S, "OpenAlex subfield"),
            _p("field", S, "OpenAlex field"),
            _p("domain", S, "OpenAlex domain"),
            _LOADS,
        ),
    ),
    NodeType(
        "Funder",
        "id",
        "A funder as named by a source.",
        (
            _p("id", S, "key, `openalex:F…`, else `doi:…` of the Open Funder Registry"),
            _p("name", S, "name"),
            _p("ror", S, "its ROR id where the source of a work gives one"),
            _p("country", S, "ISO 3166-1 alpha-2, by its record in ROR; known for public funders only"),
            _p("kind", S, "public where ROR calls it a government body; none: not known"),
            _LOADS,
        ),
    ),
    NodeType(
        "Figure",
        "id",
        "How many works a source counts for a country, or for the world, in one year. Never a paper of this graph.",
        (
            _p("id", S, "key, `<totals>/<year>/<country or world>`"),
            _p("totals", S, "source, day and filter: only figures that share them can be compared", indexed=True),
            _p("country", S, "ISO 3166-1 alpha-2; none: the world", indexed=True),
            _p("name", S, "number and year, to show"),
            _p("year", I, "year of publication"),
            _p("works", I, "number of works"),
            _p("partners", SS, "countries that these works print too"),
            _p("partner_works", IS, "works with each of them, in the same order"),
            _p("counts", S, "what is counted, in words"),
            _p("filter", S, "the filter that the source was asked with, but for country and year"),
            _p("retrieved", D, "day on which it was asked"),
            _p("origin", S, "who counted, and who asked"),
            *_RECORD,
        ),
    ),
    NodeType(
        "Load",
        "id",
        "One load run.",
        (
            _p("id", S, "key, `load-<number>`"),
            _p("source", S, "source module"),
            _p("files", SS, "file names"),
            _p("sha256", SS, "sha256 of each file"),
            _p("licence", S, "licence of the data"),
            _p("as_of", D, "date the data speak for"),
            _p("started", Type.DATETIME, "start"),
            _p("finished", Type.DATETIME, "end; none: it did not end"),
            _p("state", S, "running, complete, stopped, superseded or unloaded"),
            _p("superseded_by", S, "the load that loaded the same files to the end, where this one was stopped"),
            _p("read", I, "records read"),
            _p("written", I, "records written"),
            _p("unchanged", I, "records found as stored"),
            _p("merged", I, "records joined with one that another file or row had brought"),
            _p("rejected", I, "records refused, each with its reason in the rejected file"),
            _p("linked", B, "true once links and derived facts are up to date with it"),
            _p("version", S, "version of tiegraph"),
        ),
    ),
    NodeType(
        "Model",
        "id",
        "The version of this model a graph was made with.",
        (
            _p("id", S, "key, `tiegraph`"),
            _p("version", I, "model version"),
            _p("purpose", S, "what the database holds: data, demo, practice or test"),
        ),
    ),
)

RELATIONSHIPS: tuple[RelationshipType, ...] = (
    RelationshipType(
        "AUTHORED",
        "Author",
        "Paper",
        "The author list, one relationship per paper and position.",
        (
            _p("position", I, "place in the author list, from 1"),
            _p("raw_name", S, "name as signed"),
            _p("corresponding", B, "true for a corresponding author"),
            _p("raw_affiliations", SS, "affiliation strings as printed"),
            _p("bases", SS, "basis of each: printed, publisher, aggregator or inferred"),
            _p("sources", SS, "ids of the sources that have each string, blank-separated"),
            _p("read_as", SS, "what a reader took each for; empty where nobody did"),
            _p("publisher_ids", SS, "institution ids the publisher gave each string, blank-separated"),
            _p("country_codes", SS, "countries read from the strings"),
            _p("publisher_countries", SS, "countries the publisher flagged: evidence, not proof"),
            _p("conflicts", SS, "where publisher and string disagree, in words"),
            _LOADS,
        ),
        key=("position",),
        found_by=("country_codes",),
    ),
    RelationshipType(
        "LISTS",
        "Paper",
        "Institution",
        "The paper prints the institution. Parallel arrays: who printed what, and how it was read.",
        (
            _p("author_positions", IS, "author of each string; 0 where the paper does not say whose"),
            _p("raw_affiliations", SS, "the string"),
            _p("methods", SS, "how it was read"),
            _p("scores", FS, "0 to 1"),
            _p("bases", SS, "printed, publisher, aggregator or inferred"),
        ),
    ),
    RelationshipType(
        "AFFILIATED_WITH",
        "Author",
        "Institution",
        "Derived from AUTHORED and LISTS.",
        (
            _p("years", IS, "years of the papers"),
            _p("papers", I, "number of papers"),
        ),
    ),
    RelationshipType("LOCATED_IN", "Institution", "Country", "Country of the institution."),
    RelationshipType("PART_OF", "Institution", "Institution", "Unit or member of the other."),
    RelationshipType("SUCCEEDED_BY", "Institution", "Institution", "The other took its place."),
    RelationshipType(
        "ON_LIST",
        "Designation",
        "ControlList",
        "One period on the list.",
        (
            _p("period", I, "number of the period, from 1"),
            *_PERIOD,
            _p(
                "basis",
                S,
                "what the beginning rests on: effective date, publication of the notice, listed date, the first file "
                "after one that lacked the entry, unknown",
            ),
            _p("citation", S, "notice the beginning rests on"),
            _p("gone_by", S, "load whose file no longer had the entry; none where the end is printed"),
        ),
        key=("period",),
    ),
    RelationshipType("ADDRESSED_IN", "Designation", "Country", "Country the entry is listed or addressed under."),
    RelationshipType("TARGETS", "Designation", "Institution", "The same body, only.", _LINK),
    RelationshipType(
        "MAY_TARGET",
        "Designation",
        "Institution",
        "For a person to judge.",
        (_p("relation", S, "same body, part of, or successor"), *_LINK),
    ),
    RelationshipType("ABOUT", "Paper", "Topic", "Topic of the paper.", (_p("score", F, "0 to 1"),)),
    RelationshipType("FUNDED_BY", "Paper", "Funder", "Funder named by the source."),
    RelationshipType("COUNTED_FOR", "Figure", "Country", "The figure is the country's."),
    RelationshipType("VERSION_OF", "Paper", "Paper", "Preprint or other version of the other paper."),
    RelationshipType(
        "CORRECTS",
        "Paper",
        "Paper",
        "A published notice on the other paper.",
        (_p("kind", S, "retraction, correction, expression of concern …, in the source's word"),),
        key=("kind",),
    ),
    RelationshipType(
        "NAMES",
        "Report",
        "Institution",
        "The statement names the institution.",
        (
            _p("side", S, "dprk or partner"),
            _p("certainty", S, "stated, or ambiguous where sources disagree"),
        ),
        key=("side",),
    ),
)

#: Second labels; `Designated` marks institutions that ever had an automatic or confirmed TARGETS.
EXTRA_LABELS: dict[str, str] = {"Designated": "Institution"}

NODE: dict[str, NodeType] = {node.label: node for node in NODES}
RELATIONSHIP: dict[str, RelationshipType] = {relationship.type: relationship for relationship in RELATIONSHIPS}
