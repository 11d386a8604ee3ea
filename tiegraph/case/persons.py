"""Persons in texts that are made to be passed on: by name, by initials, or not at all.

Cells of columns that hold persons are shown as `tiegraph.people` shows them. Here the rest is added: what a row of a
screened file says of itself, and every other text in which a known name, an ORCID or another id of a person stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tiegraph.people import ID_COLUMNS, NAME_COLUMNS, People, initials
from tiegraph.runs.record import SCREEN, Run
from tiegraph.screen.by_line import by_line

NAMES = "names"
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ORCID = re.compile(r"(?:https?://orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])(?!\d)", re.IGNORECASE)
_BARE_ORCID = re.compile(r"(?<![\d-])0000\d{11}[\dXx](?!\d)")
_OPENALEX = re.compile(r"(?:https?://openalex\.org/(?:authors/)?|openalex:)(A\d+)\b")
#: One signature: the id of a paper and a place in its author list.
_MENTION = re.compile(r"\b(?:doi|openalex|pmid|pmcid|arxiv|cur):[^\s,;|]+#\d+")
#: A form of address says that a person follows: such as a director whom a list prints.
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor)\b\.?(?:\s+(?:[A-Z][\w'’.-]+|[A-Z]{2,}))+")
#: Institutions are named after persons too.
_BODY = re.compile(
    r"Univ|Inst|Hosp|Coll|School|Cent(?:er|re)|Lab|Academy|Foundation|Faculty|Dep|Clinic|Ltd|Corp|Company|Bureau"
)
_WORD = re.compile(r"\w+")


class Persons:
    """Shows values with their persons as `how` says, each person alike in all of them.

    Tell it of everybody first (`learn`, `known`): a name is found where it is known, written in either order. Names of
    one word are not looked for in texts. Names of institutions (`keep`) stay, also those that hold a person's name.
    """

    def __init__(self, how: str) -> None:
        """Raises `UsageError` unless `how` is one of `tiegraph.people.PEOPLE`."""
        self._people = People(how, [])
        self.how = how
        self._ids: dict[str, None] = {}
        #: by first word: the words of a name, and who bears it; None for what is left as it is
        self._names: dict[str, dict[tuple[str, ...], tuple[str, str] | None]] = {}
        self._any_id: re.Pattern[str] | None = None

    def known(self, id: str, *names: str) -> None:
        """A person by id, and how papers and lists print the name."""
        if not any(pattern.fullmatch(id) for pattern in (_MENTION, _ORCID, _OPENALEX)):
            self._ids[id] = None
            self._any_id = None
        for name in names:
            for words in _orders(name):
                self._names.setdefault(words[0], {}).setdefault(words, (name, id))

    def keep(self, *names: str) -> None:
        """Names of institutions."""
        for name in names:
            if words := _words(name):
                self._names.setdefault(words[0], {})[words] = None

    def learn(self, row: Mapping[str, Any]) -> None:
        """The persons in the columns of a row."""
        for name, value in row.items():
            if name in ID_COLUMNS:
                for id in _texts(value):
                    self.known(id)
            elif name in NAME_COLUMNS:
                for text in _texts(value):
                    self.known(str(row.get(f"{name}_id") or text), text)

    def row(self, row: Mapping[str, Any], of: Run | None = None) -> dict[str, Any]:
        """A row. Of a screening, `of` is its run: what its file says of persons is then shown by the line."""
        if self.how == NAMES:
            return dict(row)
        if of is not None and of.kind == SCREEN:
            row = by_line(row, of.what)
        shown = self._people.row(row)
        return {
            name: value if name in NAME_COLUMNS | ID_COLUMNS and value != row[name] else self.value(value)
            for name, value in shown.items()
        }

    def value(self, value: Any) -> Any:
        """Any value that JSON has, with the persons in all its texts shown so."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(name): self.value(one) for name, one in value.items()}
        return [self.value(one) for one in value] if isinstance(value, list | tuple) else value

    def text(self, text: str) -> str:
        """A text with the persons in it shown so."""
        if self.how == NAMES or not text:
            return text
        text = _E_MAIL.sub("[e-mail]", text)
        if self._ids:
            if self._any_id is None:
                longest = sorted(self._ids, key=len, reverse=True)
                self._any_id = re.compile("|".join(rf"(?<!\w){re.escape(id)}(?!\w)" for id in longest))
            text = self._any_id.sub(lambda found: self._alias(found[0]), text)
        text = _MENTION.sub(lambda found: self._alias(found[0]), text)
        text = _ORCID.sub(lambda found: self._alias(f"orcid:{found[1].upper()}"), text)
        text = _BARE_ORCID.sub("[id of a person]", text)
        text = _OPENALEX.sub(lambda found: self._alias(f"openalex:{found[1]}"), text)
        return _ADDRESSED.sub(lambda found: found[0] if _BODY.search(found[0]) else "[person]", self._named(text))

    def name(self, name: str, id: str) -> str:
        """A person's name shown so."""
        return name if self.how == NAMES else str(self._people.row({"author": name, "author_id": id})["author"])

    def _alias(self, id: str) -> str:
        return str(self._people.row({"author_id": id})["author_id"])

    def _named(self, text: str) -> str:
        words = [(found.start(), found.end(), found[0].casefold()) for found in _WORD.finditer(text)]
        parts, at, done = [], 0, 0
        while at < len(words):
            fitting = [
                one
                for one in self._names.get(words[at][2], ())
                if tuple(word for _, _, word in words[at : at + len(one)]) == one
            ]
            if not fitting:
                at += 1
                continue
            longest = max(fitting, key=len)
            who = self._names[words[at][2]][longest]
            if who is not None:
                parts += [text[done : words[at][0]], self.name(*who)]
                done = words[at + len(longest) - 1][1]
            at += len(longest)
        return "".join((*parts, text[done:]))


def _texts(value: Any) -> Iterable[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [one for one in values if isinstance(one, str) and one]


def _words(name: str) -> tuple[str, ...]:
    return tuple(found[0].casefold() for found in _WORD.finditer(name))


def _orders(name: str) -> set[tuple[str, ...]]:
    """The words of a name as it stands, and with its last or its first word at the other end; none for one word."""
    words = _words(name)
    if len(words) < 2 or len(initials(name)) == len(name):
        return set()
    return {words, (words[-1], *words[:-1]), (*words[1:], words[0])}
