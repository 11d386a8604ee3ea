"""Reads one question file and checks that its header and its statement agree.

The first line is `// <title>`. The comment lines that follow are YAML with the keys of `_KEYS`; the rest is one read
statement. Its last column, `paths`, holds at most `$max_paths` paths of the graph for the row and is no column of the
table.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from cypher import fragments, statement_check
from cypher.errors import UsageError
from cypher.parameters import DeclarationError, Parameter, declared, nearest, shared, with_default
from cypher.question import COLUMN_TYPES, Column, Question, Split
from cypher.result import PATHS
from cypher.sentences import fields, known

#: header key → whether a question must have it
_KEYS = {
    "question": True,
    "family": True,
    "since": True,
    "tags": True,
    "parameters": True,
    "columns": True,
    "sentence": True,
    "when_empty": True,
    "caveats": True,
    "scan": False,
    "split": False,
    "beside": False,
}


class CatalogueError(UsageError):
    """A question file whose header and statement disagree, with file and line."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path}, line {line}: {what}.")
        self.path = path
        self.line = line


def read_question(path: Path) -> Question:
    """The question in one file. Raises `CatalogueError` at the first thing that is wrong."""
    return _File(path, path.read_text(encoding="utf-8")).question()


class _File:
    """One question file while it is read: knows the lines that errors name."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.lines = text.splitlines()
        self.header_end = next(
            (number for number, line in enumerate(self.lines) if not line.startswith("//")), len(self.lines)
        )
        self.statement = "\n".join(self.lines[self.header_end :]).rstrip() + "\n"
        self.header: dict[str, Any] = {}

    def error(self, at: str | int, what: str, below: str = "") -> CatalogueError:
        """`at` is a line number, or a text in the header, looked for from the line that holds `below` on."""
        if isinstance(at, str):
            start = next((number for number, line in enumerate(self.lines) if below in line), 0)
            at = next((number for number, line in enumerate(self.lines[start:], start + 1) if at in line), start + 1)
        return CatalogueError(self.path, at, what)

    def question(self) -> Question:
        if not self.lines or not self.lines[0].startswith("// ") or not self.lines[0][3:].strip():
            raise self.error(1, "the first line is not // <title>")
        self._read_header()
        parameters = tuple(self._parameters())
        columns = tuple(self._columns())
        self._check_templates({column.name for column in columns})
        self._check_statement(parameters, columns)
        header = self.header
        return Question(
            id=self.path.stem,
            title=self.lines[0][3:].strip(),
            question=header["question"],
            family=header["family"],
            since=str(header["since"]),
            tags=tuple(header["tags"]),
            parameters=parameters,
            columns=columns,
            sentence=header["sentence"],
            when_empty=header["when_empty"],
            caveats=tuple(header["caveats"]),
            scan=header.get("scan", ""),
            split=self._split(columns),
            beside=tuple(header.get("beside", ())),
            statement=self.statement,
            text=self.text,
            path=self.path,
        )

    def _read_header(self) -> None:
        body = "\n".join(line[2:].removeprefix(" ") for line in self.lines[1 : self.header_end])
        try:
            header = yaml.safe_load(body)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 2 if error.problem_mark else 2
            raise self.error(line, f"the header is not YAML ({error.problem})") from error
        if not isinstance(header, dict):
            raise self.error(2, "the header holds no YAML keys")
        for key in header:
            if key not in _KEYS:
                raise self.error(f"{key}:", f"the header key {key} means nothing; {nearest(str(key), _KEYS)}")
        for key, needed in _KEYS.items():
            if needed and (key not in header or header[key] in (None, "")):
                raise self.error(1, f"the header lacks {key}")
        for key in ("question", "family", "sentence", "when_empty", "scan"):
            if not isinstance(header.get(key, ""), str):
                raise self.error(f"{key}:", f"{key} is not a text")
        for key in ("tags", "parameters", "columns", "caveats", "beside"):
            if not isinstance(header.get(key, []), list):
                raise self.error(f"{key}:", f"{key} is not a list")
        if not header["question"].endswith("?"):
            raise self.error("question:", "the question does not end in a question mark")
        self.header = header

    def _parameters(self) -> Iterator[Parameter]:
        for item in self.header["parameters"]:
            facts = {"name": item} if isinstance(item, str) else dict(item)
            name = facts.pop("name", None)
            if not isinstance(name, str):
                raise self.error("parameters:", "a parameter has no name")
            try:
                if name not in shared():
                    yield declared(name, facts)
                elif not facts:
                    yield shared()[name]
                elif facts.keys() == {"default"}:
                    yield with_default(shared()[name], facts["default"])
                else:
                    raise DeclarationError(f"{name} is shared: only its default can differ here")
            except DeclarationError as error:
                raise self.error(name, str(error), below="parameters:") from error

    def _columns(self) -> Iterator[Column]:
        for item in self.header["columns"]:
            if not isinstance(item, dict) or not {"name", "meaning", "type"} <= item.keys():
                raise self.error("columns:", f"a column lacks name, meaning or type: {item}")
            place = f"name: {item['name']}"
            if item.keys() - {"name", "meaning", "type", "shown"} or not isinstance(item.get("shown", True), bool):
                raise self.error(
                    place, f"column {item['name']} says more than name, meaning, type, shown: true or false"
                )
            if item["type"] not in COLUMN_TYPES:
                raise self.error(place, f"{item['type']} is none of {', '.join(COLUMN_TYPES)}")
            yield Column(**item)

    def _check_templates(self, columns: set[str]) -> None:
        try:
            unknown = [name for name in fields(self.header["sentence"]) if not known(name, columns)]
        except ValueError as error:
            raise self.error("sentence:", f"the sentence cannot be read: {error}") from error
        if unknown:
            raise self.error("{" + unknown[0], f"the sentence has {{{unknown[0]}}}, which is no column")

    def _split(self, columns: tuple[Column, ...]) -> Split | None:
        split = self.header.get("split")
        if split is None:
            return None
        if not isinstance(split, dict) or split.keys() - {"none"} != {"column", "headings"}:
            raise self.error("split:", "split does not have column and headings, and perhaps none")
        if not all(isinstance(split.get(name, {}), dict) for name in ("headings", "none")):
            raise self.error("headings:", "headings and none do not say a text for a value")
        if split["column"] not in [column.name for column in columns]:
            raise self.error("split:", f"split names {split['column']}, which is no column")
        return Split(split["column"], dict(split["headings"]), dict(split.get("none", {})))

    def _check_statement(self, parameters: tuple[Parameter, ...], columns: tuple[Column, ...]) -> None:
        text = statement_check.blank(self.statement)
        for offset, what in (*fragments.differing(self.statement), *statement_check.findings(text)):
            raise self.error(self._line(offset), what)
        names = [parameter.name for parameter in parameters]
        used = statement_check.parameters(text)
        for name, offset in used.items():
            if name not in names:
                raise self.error(self._line(offset), f"${name} is not declared under parameters")
        for name in names:
            if name not in used:
                raise self.error(name, f"the statement does not use the declared parameter {name}", below="parameters:")
            if names.count(name) > 1:
                raise self.error(name, f"parameter {name} is declared twice", below="parameters:")
        expected = [column.name for column in columns] + [PATHS]
        given_columns = statement_check.returned(text)
        for place, (offset, alias) in enumerate(given_columns):
            wanted = expected[place] if place < len(expected) else "nothing more"
            if alias != wanted:
                given = alias or "a value without AS"
                raise self.error(self._line(offset), f"RETURN gives {given} where columns have {wanted}")
        if len(given_columns) < len(expected):
            missing = expected[len(given_columns)]
            raise self.error(f"name: {missing}", f"RETURN does not give {missing}")

    def _line(self, offset: int) -> int:
        """The line of the file at a place in the statement."""
        return self.header_end + 1 + self.statement[:offset].count("\n")
