"""The questions as favourites of Neo4j Browser: a zip that is dropped onto it.

Browser names a favourite by its first line, `// <title>`, and makes a folder of each folder of the zip. The question
files go in unchanged. Their parameters cannot: a favourite that mixes `:param` lines with a statement shows a list of
commands and draws nothing. So favourites of their own set them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from cypher.catalogue import by_family, catalogue
from cypher.errors import UsageError
from cypher.parameters import Parameter, literal, nearest, shared
from cypher.question import Question

SET_DEFAULTS = "set defaults"
FOLDER = "tiegraph"
#: Stand-ins for values that must be given, so that every question about institutions or a paper draws something once
#: Browser is set up: two universities with many papers in the bundled data, and a paper of both. There is none for
#: persons.
EXAMPLES = {
    "institution": "kp:kim-il-sung-university",
    "other": "ror:00a2xv884",
    "since": "2015-01-01",
    "paper": "doi:10.1109/mci.2018.2840707",
}
#: Of the members of a zip, so that the same questions give the same bytes. The format knows no earlier day.
_DAY = (1980, 1, 1, 0, 0, 0)


def parameters() -> dict[str, Parameter]:
    """The parameters that statements take, by name, as all questions share them."""
    taken = {one.name: one for question in catalogue().values() for one in question.parameters}
    common = shared()
    return {name: common.get(name, taken[name]) for name in sorted(taken, key=[*common, *sorted(taken)].index)}


def values(given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What *set defaults* sets: `given`, else defaults, else examples; None where there is no example.

    Raises `UsageError` for a parameter that no question has, or a value that does not fit.
    """
    declared, wanted = parameters(), dict(given or {})
    for name in wanted:
        if name not in declared:
            raise UsageError(f"No question has a parameter {name}; {nearest(name, declared)}")
    found = {}
    for name, one in declared.items():
        value = wanted.get(name, EXAMPLES.get(name) if one.required else one.default)
        found[name] = None if value is None else one.value(value)
    return found


def set_defaults(given: Mapping[str, Any] | None = None) -> str:
    """The favourite that sets every parameter. Raises as `values`."""
    return _setting(SET_DEFAULTS, values(given))


def own_values(question: Question, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The defaults in which a question differs from the others, but for what is `given` anyway. Raises as `values`."""
    usual = values(given)
    return {
        one.name: value
        for one in question.parameters
        if not one.required and one.name not in (given or {}) and (value := one.value(one.default)) != usual[one.name]
    }


def files(given: Mapping[str, Any] | None = None) -> dict[str, str]:
    """The favourites by their path in the zip: *set defaults*, then the questions, a folder each family.

    A question that is usually asked with defaults of its own has a favourite before it that sets them. Raises as
    `values`.
    """
    found = {f"{FOLDER}/{SET_DEFAULTS}.cypher": set_defaults(given)}
    for title, members in by_family().items():
        for question in members:
            folder = f"{FOLDER} {title}"
            if own := own_values(question, given):
                found[f"{folder}/{question.id} set.cypher"] = _setting(f"set for: {question.title}", own)
            found[f"{folder}/{question.path.name}"] = question.text
    return found


def archive(members: Mapping[str, str]) -> bytes:
    """The members as a zip, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(zipfile.ZipInfo(name, _DAY), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _setting(name: str, chosen: Mapping[str, Any]) -> str:
    return f"// {name}\n" + "".join(f":param {one} => {literal(value)};\n" for one, value in chosen.items())
