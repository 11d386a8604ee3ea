"""That what a question names is in the database: otherwise a mistyped id would get the answer "none found"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cypher.client import Client
from cypher.errors import TiegraphError, UsageError
from cypher.parameters import ParameterType, nearest
from cypher.question import Question
from loader import identifiers
from tiegraph.correct.up_to_date import go_by_the_file
from tiegraph.find import USUAL, Found, find
from tiegraph.settings import Connection

_ANY_LIST = "any"
#: labels of the nodes whose ids a question may be given
_LABELS = {
    ParameterType.INSTITUTION: "Institution",
    ParameterType.AUTHOR: "Author",
    ParameterType.RULE: "Rule",
}
#: Of institutions that one name may mean, so many are told.
_MOST_MEANT = 10


class EmptyDatabase(TiegraphError):
    """A question is asked of a database into which nothing was loaded."""


def holds_something(client: Client, connection: Connection) -> None:
    """Raise `EmptyDatabase` where nothing was loaded. What was loaded is brought to the user's corrections."""
    model = client.rows("model_version")[0]
    if model["version"] is None:
        where = f"instance '{connection.instance}'" if connection.instance else connection.uri
        raise EmptyDatabase(
            f"Nothing is loaded in {where}: load files with `tiegraph load SOURCE PATH…`, or see `tiegraph demo`."
        )
    go_by_the_file(client, connection, model["corrections"])


def with_ids(client: Client, asked: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values given for a question, institutions by id: one that is named in full, in any script, by its name too.

    Raises `UsageError` for what is not in the database, with what is called like it, and for a name that several bear.
    """
    found = dict(given)
    for parameter in asked.parameters:
        label, id = _LABELS.get(parameter.type), given.get(parameter.name, parameter.default)
        if label is None or not isinstance(id, str) or not id.strip():
            continue
        if there := client.rows("find_nodes", label, keys=_as_copied(label, id.strip())):
            found[parameter.name] = there[0]["key"]
            continue
        bearers = _bearers(client, id) if label == "Institution" else []
        if len(bearers) > 1:
            said = "; ".join(map(_told, bearers[:_MOST_MEANT]))
            more = f"; and {len(bearers) - _MOST_MEANT} more" if len(bearers) > _MOST_MEANT else ""
            raise UsageError(
                f"{len(bearers)} institutions are called {id.strip()!r}: give the id of one: {said}{more}."
            )
        if not bearers:
            raise UsageError(f"There is no {parameter.type} {id!r}; {_instead(client, label, id)}")
        found[parameter.name] = bearers[0].id
    return found


def _as_copied(label: str, id: str) -> list[str]:
    """The ids that people may mean: as given, or by the address that a registry shows (ror.org, orcid.org …)."""
    meant = [id]
    if label == "Institution":
        meant += [ror] if (ror := identifiers.ror(id)) else []
    if label == "Author":
        meant += [f"orcid:{orcid}"] if (orcid := identifiers.orcid(id)) else []
    if openalex := identifiers.openalex_id(id, label[0]):
        meant.append(f"openalex:{openalex}")
    return list(dict.fromkeys(meant))


def has_lists(client: Client, asked: Question, bound: Mapping[str, Any]) -> None:
    """Raise `UsageError` where a list that the question is asked about is not loaded."""
    names = [parameter.name for parameter in asked.parameters if parameter.type is ParameterType.LIST]
    wanted = {bound[name] for name in names} - {_ANY_LIST, None}
    if not wanted:
        return
    from loader.lists import control_lists
    from loader.sources import bringing

    loaded = [row["id"] for row in client.rows("control_lists")]
    for id in sorted(wanted - set(loaded)):
        if id in control_lists():
            raise UsageError(
                f"The list {id} is not loaded here (loaded: {', '.join(loaded) or 'none'}): load a file that holds it, "
                f"of {' or '.join(one.id for one in bringing(id))} (`tiegraph sources`), or ask about another list."
            )
        raise UsageError(f"There is no list {id!r}; {nearest(id, [*loaded, _ANY_LIST])}")


def meant(client: Client, id: str, kinds: tuple[str, ...] = USUAL) -> str:
    """The end of an error message about an unknown id: what is called like its last part, or like the text."""
    name = (id.partition(":")[2].rpartition("/")[2] or id).replace("-", " ")
    found = find(client, name, 3, kinds)[:3] if any(map(str.isalnum, name)) else []
    if not found:
        return "`tiegraph find NAME` prints ids."
    return "did you mean " + " or ".join(f"{one.id} ({one.name})" for one in found) + "?"


def _bearers(client: Client, name: str) -> list[Found]:
    """The institutions that bear a name in full, also in another script; case and blanks do not matter."""
    if not any(map(str.isalnum, name)):
        return []
    found = find(client, name, 100, ("institution",))
    return [one for one in found if _folded(name) in map(_folded, (one.name, *one.names))]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _told(one: Found) -> str:
    return f"{one.id} ({', '.join(filter(None, (one.name, one.country)))})"


def _instead(client: Client, label: str, id: str) -> str:
    """The end of an error message about an id that no node of this label has."""
    if label == "Institution":
        return meant(client, id, ("institution",))
    if label == "Rule":
        return nearest(id, [row["id"] for row in client.rows("rules")])
    return "answers about people print ids (author_id), such as those of `tiegraph ask bridge-authors --format csv`."
