"""Publishers' XML as a stream: one record at a time, and nothing in it that expands or is fetched from elsewhere.

Through defusedxml: a file with entities of its own is refused before any of it is expanded, and one with a document
type, unless its publisher writes one; nothing that it points to is opened. A file that breaks off is refused too: a
list that lacks its end would make its last entries look removed. Names of elements are given without their namespaces.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from loader import reading
from loader.errors import SourceError
from loader.identifiers import text

#: Letters of text that one record may hold; real ones have some ten thousand.
MAX_RECORD = 4_000_000


def root(path: Path, what: str) -> Element:
    """The outermost element: its name and attributes. Raises `SourceError` where the file is no XML.

    `what` names the expected format in the error.
    """
    with reading.open_bytes(path) as stream:
        for _, element in _events(path, stream, what):
            return element
    raise SourceError(f"{path.name} is empty: it is not {what}.")


def elements(path: Path, names: Collection[str], what: str, *, doctype: bool = False) -> Iterator[tuple[int, Element]]:
    """Each element that has one of `names`, whole, with its place among them, from 1. Memory stays flat.

    An element inside another one of `names` is part of that one. `doctype`: the publisher names a document type.
    Raises `SourceError` where the file is not whole.
    """
    number = 0
    open_elements: list[Element] = []
    record: Element | None = None
    with reading.open_bytes(path) as stream:
        for event, element in _events(path, stream, what, doctype):
            if event == "start":
                open_elements.append(element)
                if record is None and element.tag in names:
                    record = element
                continue
            open_elements.pop()
            if element is record:
                number += 1
                _refuse_giant(path, number, record)
                yield number, record
                record = None
            if record is None:
                element.clear()
                if open_elements:
                    open_elements[-1].remove(element)


def _refuse_giant(path: Path, number: int, record: Element) -> None:
    size = sum(len(part) for one in record.iter() for part in (one.text or "", *one.attrib.values()))
    if size > MAX_RECORD:
        raise SourceError(f"{path.name}: <{record.tag}> number {number} holds {size} letters, which no entry has.")


def _events(path: Path, stream: Any, what: str, doctype: bool = False) -> Iterator[tuple[str, Element]]:
    parser = iterparse(stream, events=("start", "end"), forbid_dtd=not doctype)
    begun = False
    while True:
        try:
            event, element = next(parser)
        except StopIteration:
            return
        except DefusedXmlException as error:
            declared = "entities" if doctype else "a document type or entities"
            raise SourceError(f"{path.name} declares {declared}, which {what} never does: it is refused.") from error
        except (ParseError, reading.BrokenGzip) as error:
            if begun:
                raise SourceError(f"{path.name} is broken or breaks off ({error}): fetch it anew.") from error
            raise SourceError(f"{path.name} is not {what}: it is no XML ({error}).") from error
        if event == "start":
            begun = True
            element.tag = _local(element.tag)
        yield event, element


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def value(element: Element, path: str) -> str | None:
    """Text of the first element at `path` (`A/B`) below `element`, or None where it is missing or empty."""
    return text(element.findtext(path))


def values(element: Element, path: str) -> tuple[str, ...]:
    """Texts of all elements at `path` (`A/B`) below `element`, each once, in the file's order."""
    found = (text(one.text) for one in element.iterfind(path))
    return tuple(dict.fromkeys(one for one in found if one))


def plain(element: Element) -> dict[str, Any]:
    """The record as it stands: attributes and child elements by name, repeated ones as lists, empty ones left out.

    An attribute is written `@name`; text beside attributes or children is `#text`.
    """
    found: dict[str, Any] = {f"@{_local(name)}": given for name, given in element.items() if given}
    if own := (element.text or "").strip():
        found["#text"] = own
    for child in element:
        below: Any = plain(child)
        if not below:
            continue
        if list(below) == ["#text"]:
            below = below["#text"]
        if child.tag not in found:
            found[child.tag] = below
        elif isinstance(found[child.tag], list):
            found[child.tag].append(below)
        else:
            found[child.tag] = [found[child.tag], below]
    return found
