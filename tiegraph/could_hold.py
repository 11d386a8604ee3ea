"""Whether the data could have held an answer that has no rows: what was there to be found, and what was not.

"None found" among papers that never print one of the two countries says less than among a thousand that print both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cypher.client import Client, TimedOut
from cypher.parameters import ParameterType
from cypher.question import Question
from cypher.statements import statement
from loader import countries
from tiegraph.words import counted

#: What the statement takes.
GIVEN = ("home", "country", "institution", "other", "author", "first_year", "last_year")
#: The country of questions that are about the DPRK by their own words.
_DPRK = "KP"
#: An answer is not kept waiting longer for what is said about there being none.
SECONDS = 10.0
#: More authors than a paper has.
_ANY_SIZE = 10**9
NO, YES = "The data could not have held one: ", "The data could have held one: "


def could_hold(client: Client, asked: Question, bound: Mapping[str, Any]) -> str:
    """A sentence for an answer without rows; empty for a question that is about no papers, or where it takes long."""
    if "LISTS" not in asked.statement and "AUTHORED" not in asked.statement:
        return ""
    given = {name: bound.get(name) for name in GIVEN}
    if given["home"] is None and f"country: '{_DPRK}'" in asked.statement:
        given["home"] = _DPRK
    searched = {
        "include_inferred": bound.get("include_inferred", True),
        "max_authors": bound.get("max_authors", _ANY_SIZE),
    }
    try:
        (found,) = client.read(statement("could_hold"), {**given, **searched}, timeout=SECONDS).rows
    except TimedOut:
        return ""
    missing = next(_missing(asked, given, bound, found), None)
    return f"{NO}{missing}." if missing else f"{YES}{_there(given, found)}."


def _missing(
    asked: Question, given: Mapping[str, Any], bound: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[str]:
    """What an answer needs and the data lack, the widest first."""
    if not found["papers"]:
        yield "no papers are loaded"
    for name, number in (("home", "ours"), ("country", "theirs")):
        if given[name] and not found[number] and _is_country(asked, name):
            yield f"no paper that is loaded prints {_place(given[name])}"
    for name in ("institution", "other"):
        if given[name] and not found[name]:
            yield f"no paper that is loaded prints {given[name]}"
    if given["author"] and not found["author"]:
        yield f"no paper that is loaded is signed by {given['author']}"
    of_home = f"{counted(found['timely'], 'paper')} that print {_place(given['home'] or '')}"
    if given["home"] and not found["timely"]:
        yield f"none of the {found['ours']:,} papers that print {_place(given['home'])} can be of these years"
    if "FUNDED_BY" in asked.statement and given["home"] and not found["with_funder"]:
        yield f"no source names a funder for any of {of_home}"
    if bound.get("topic") and given["home"] and not found["with_words"]:
        yield f"neither title nor topic is known of any of {of_home}"


def _there(given: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    said = []
    if given["home"]:
        years = " and can be of these years" if given["first_year"] or given["last_year"] else ""
        said.append(f"{_print(found['timely'])} {_place(given['home'])}{years}")
    if given["country"]:
        said.append(f"{_print(found['theirs'])} {_place(given['country'])}")
    said += [f"{_print(found[name])} {given[name]}" for name in ("institution", "other") if given[name]]
    if given["author"]:
        said.append(f"{found['author']:,} {'is' if found['author'] == 1 else 'are'} signed by {given['author']}")
    return (
        f"of {counted(found['papers'], 'paper')} loaded, {', '.join(said)}"
        if said
        else (f"{counted(found['papers'], 'paper')} were searched")
    )


def _print(papers: int) -> str:
    return f"{papers:,} {'prints' if papers == 1 else 'print'}"


def _is_country(asked: Question, name: str) -> bool:
    return any(one.name == name and one.type is ParameterType.COUNTRY for one in asked.parameters) or name == "home"


def _place(code: str) -> str:
    return countries.name(code) or code
