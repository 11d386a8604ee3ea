"""The rules by which a question counts, in words.

They are read off the statement, so that they cannot differ from it: each stands for a fragment (`cypher.fragments`), a
parameter, or a column.
"""

from __future__ import annotations

from dataclasses import dataclass

from cypher.fragments import used
from cypher.question import Question


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of counting, and by what a question is known to follow it: a fragment, a parameter, or a column."""

    text: str
    fragments: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()

    def holds(self, fragments: set[str], parameters: set[str], columns: set[str]) -> bool:
        """Whether a question that has these follows the rule."""
        return bool(self.fragments & fragments or self.parameters & parameters or self.columns & columns)


def _rule(text: str, fragments: str = "", parameters: str = "", columns: str = "") -> Rule:
    return Rule(text, *(frozenset(names.split()) for names in (fragments, parameters, columns)))


RULES = (
    _rule(
        "A paper is of a country if it prints an institution there, or if an author's affiliation names the country, "
        "whether or not an institution was recognised in it.",
        "country-papers",
    ),
    _rule(
        "The countries of a paper are those of its institutions and those that its authors' affiliations name. Nothing "
        "is said about anybody's nationality.",
        "countries",
    ),
    _rule(
        "Two sides on a paper are joint (somebody for each who does not sign for the other), bridged (somebody signs "
        "for both, and others for one), dual (one person signs for both, and nobody else for either) or unknown (the "
        "paper does not say who signs for one of them).",
        "country-kind kind pair sides",
        columns="joint dual_only unknown_map kind",
    ),
    _rule(
        "Papers that are dual only are not among the papers: their number stands in a column of its own.",
        columns="dual_only",
    ),
    _rule(
        "Left out are papers with more than --max-authors authors, or with a list of authors cut at that number.",
        "short searched",
        "max_authors",
    ),
    _rule("With --topic, only papers whose title, field or OpenAlex topic contains one of the terms.", "", "topic"),
    _rule(
        "With --first-year or --last-year, what can have been published in these years; a paper whose date leaves it "
        "open is kept.",
        "years",
        "first_year last_year",
    ),
    _rule(
        "Affiliations that were only inferred do not count, unless --include-inferred is given.",
        "places",
        "include_inferred",
    ),
    _rule(
        "A listing is that of the body itself; with --roll-up, its units are added, marked as such.",
        "listed-at-home listed-bodies may-be-listed",
        "roll_up",
    ),
    _rule(
        "Links between entries and institutions that wait for a person's judgement count only with --links probable.",
        "listing lists holds",
        "links",
    ),
    _rule(
        "Lists are taken as they stood on the day --as-of, else that of the last file; a name that an entry got later "
        "counts from the first file that has it.",
        "listing lists holds",
        "as_of",
    ),
    _rule(
        "Before and after compare whole days: before is earlier than the first day on which the listing can have "
        "begun, after is no earlier than the last; what lies between is undetermined.",
        "published",
        columns="undetermined",
    ),
    _rule(
        "Listed since is the first and the last day on which the earliest listing in force can have begun.",
        "since",
        columns="listed_since_min",
    ),
    _rule(
        "A listing is in force where the files loaded say that it stood on that day, and undetermined where they leave "
        "its end open.",
        "sure",
        columns="listing",
    ),
    _rule(
        "Papers by whose field or topic a rule may leave them free are counted apart, and not judged.",
        "perhaps-exempt",
    ),
    _rule(
        "A person is who has one ORCID; with --identity cluster, also who is in one publisher's cluster.",
        "",
        "identity",
    ),
    _rule("Only world totals of one source, day and filter are compared with each other.", "", "filter"),
)
#: Fragments that draw and count nothing.
DRAWING = frozenset(("fork", "star"))


def counting(asked: Question) -> list[str]:
    """The rules by which the question counts: what, whom, and what is left out."""
    columns = {column.name for column in asked.columns}
    if "paper_ids" in columns:
        unit = (
            "Papers are counted, each once in a row, and in full: a paper of three countries or institutions counts as "
            "one for each of them, not as a third. Rows must not be added up."
        )
    elif "papers" in columns:
        unit = "Papers are counted in full: one of three institutions counts as one for each of them, not as a third."
    else:
        unit = "Each row is one thing found, or one number that a source gives; nothing is counted in fractions."
    parameters = {parameter.name for parameter in asked.parameters}
    fragments = used(asked.statement)
    return [unit, *(rule.text for rule in RULES if rule.holds(fragments, parameters, columns))]
