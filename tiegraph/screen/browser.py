"""What was screened as parameters of the canned questions, for Neo4j Browser."""

from __future__ import annotations

from cypher.catalogue import question
from cypher.of_many import MANY, of_many
from cypher.parameters import literal
from tiegraph.screen import institutions, papers, people
from tiegraph.screen.asked import Wanted
from tiegraph.screen.screening import Screening

#: By kind of screening: the question that is asked of all ids at once, and its parameter that takes one of them.
_ASKED = {
    "institutions": (institutions.LISTINGS, "institution"),
    "papers": (papers.ON_PAPER, "paper"),
    "people": (people.CAREER, "author"),
}


def script(found: Screening, wanted: Wanted) -> str:
    """Lines that set the parameters, an empty one, and a statement that asks of all rows that are known.

    The ids are in `many`; the first of them stands also under the parameter of the canned question, which the
    favourites of `tiegraph browser` take.
    """
    id, name = _ASKED[found.what]
    asked = question(id)
    ids = list(dict.fromkeys(one.id for one in found.outcomes if one.id))
    names = {one.name for one in asked.parameters}
    given = {key: value for key, value in wanted.given.items() if key in names}
    known = f"// {len(ids):,} of {len(found.outcomes):,} rows of {found.file.name} are known"
    if not ids:
        return f"{known}.\n"
    lines = asked.browser_parameters(**given, **{name: ids[0]})
    return (
        f"{known}: paste the lines up to the empty one into Neo4j Browser and run them, then the rest.\n"
        f"{lines}:param {MANY} => {literal(ids)};\n\n{of_many(asked, name)}\n"
    )
