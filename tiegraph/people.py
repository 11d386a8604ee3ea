"""How persons appear in a page that is made to be passed on: not at all, by initials, or by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cypher.errors import UsageError
from cypher.parameters import nearest
from cypher.result import Edge, Node, Subgraph

PEOPLE = ("none", "initials", "names")
#: Columns of questions that hold persons' names, and those that hold their ids.
NAME_COLUMNS = frozenset({"author", "coauthor", "people", "other_people", "signed_as", "common_names"})
ID_COLUMNS = frozenset({"author_id", "coauthor_id", "namesake_id", "people_ids"})

#: Parameters of questions that are persons' ids.
PARAMETERS = ("author", "other_author")

_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"\w+")


def initials(name: str) -> str:
    """The first letter of each part of a name.

    >>> initials("An Example-Name")
    'A. E. N.'
    """
    return " ".join(f"{word[0].upper()}." for word in _WORD.findall(name))


class People:
    """Shows rows and subgraphs of one page; without names, a person is `person 1` in all of them.

    Without names go the identifiers that lead to them, and e-mail addresses wherever a text prints them, such as in
    affiliation strings. Institutions, papers and list entries stay as they are.
    """

    def __init__(self, how: str, graphs: Iterable[Subgraph]) -> None:
        """Raises `UsageError` unless `how` is one of `PEOPLE`."""
        if how not in PEOPLE:
            raise UsageError(f"There is no way {how!r} to show people; {nearest(how, PEOPLE)}")
        self.how = how
        self._alias: dict[str, str] = {}
        for graph in graphs:
            for node in graph.nodes:
                if node.label == "Author":
                    self._person(node.id)

    def row(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The row of an answer with its persons shown so."""
        if self.how == "names":
            return row
        return {name: self._cell(name, _without_e_mail(value), row) for name, value in row.items()}

    def text(self, text: str, parameters: Mapping[str, Any]) -> str:
        """A text about an answer, with the persons that its parameters name shown so."""
        for name in () if self.how == "names" else PARAMETERS:
            if id := parameters.get(name):
                text = text.replace(id, self._person(id))
        return text

    def printed(self, name: str) -> str:
        """A name as a paper prints it, shown so; empty with `none`."""
        return name if self.how == "names" else initials(name) if self.how == "initials" else ""

    def graph(self, graph: Subgraph) -> Subgraph:
        """The subgraph with its authors shown so; with `none`, without them."""
        if self.how == "names":
            return graph
        nodes = [self._node(node) for node in graph.nodes if self.how == "initials" or node.label != "Author"]
        kept = {node.id for node in nodes}
        edges = [self._edge(edge) for edge in graph.edges]
        return Subgraph(
            tuple(sorted(nodes, key=lambda node: node.id)),
            tuple(sorted((e for e in edges if e.source in kept and e.target in kept), key=lambda edge: edge.id)),
        )

    def _person(self, id: str) -> str:
        return self._alias.setdefault(id, f"person {len(self._alias) + 1}")

    def _cell(self, name: str, value: Any, row: Mapping[str, Any]) -> Any:
        # A column of that name can also hold a number of people.
        if name not in NAME_COLUMNS | ID_COLUMNS or not isinstance(value, str | list):
            return value
        if isinstance(value, str):
            id = str(row.get(f"{name.removesuffix('_id')}_id") or value)
            return self._named(value, id) if name in NAME_COLUMNS else self._person(id)
        return _each(value, lambda text: self._named(text, text) if name in NAME_COLUMNS else self._person(text))

    def _named(self, name: str, id: str) -> str:
        return (initials(name) if self.how == "initials" else "") or self._person(id)

    def _node(self, node: Node) -> Node:
        if node.label != "Author":
            return replace(node, properties=_cleaned(node.properties))
        kept = {"name": self._named(str(node.properties.get("name") or ""), node.id)}
        if "identity" in node.properties:
            kept["identity"] = node.properties["identity"]
        return replace(node, id=self._person(node.id), properties=kept)

    def _edge(self, edge: Edge) -> Edge:
        properties = _cleaned(edge.properties)
        if edge.source not in self._alias:
            return replace(edge, properties=properties)
        if "raw_name" in properties:
            properties["raw_name"] = initials(str(properties["raw_name"]))
        source = self._person(edge.source)
        return replace(edge, id=edge.id.replace(edge.source, source, 1), source=source, properties=properties)


def _each(values: Sequence[str], say: Any) -> list[str]:
    return list(dict.fromkeys(map(say, values)))


def _cleaned(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _without_e_mail(value) for name, value in properties.items()}


def _without_e_mail(value: Any) -> Any:
    if isinstance(value, str):
        return _E_MAIL.sub("[e-mail]", value)
    return [_without_e_mail(one) for one in value] if isinstance(value, list) else value
