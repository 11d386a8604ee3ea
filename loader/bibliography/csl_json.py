"""CSL-JSON, as Zotero and others write it; works of OpenAlex are read on the same terms, in an array or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from loader.bibliography import handed_over
from loader.bibliography.cited import Cited, cited
from loader.errors import SourceError
from loader.reading import shown
from loader.records import Rejected

_BLANK = " \t\r\n,"


def read(path: Path, encoding: str | None = None) -> Iterator[Cited | Rejected]:
    """The objects in their order, each with the line it begins on.

    Where the JSON breaks, what follows is given up, and said to be. Raises `SourceError` where there is no object.
    """
    text = handed_over.text(path, encoding)
    decoder = json.JSONDecoder()
    at = _first(path, text)
    line, before, found = 1, 0, False
    while at < len(text):
        while at < len(text) and text[at] in _BLANK:
            at += 1
        if at == len(text) or text[at] == "]":
            break
        line += text.count("\n", before, at)
        before = at
        try:
            item, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            if not found:
                raise SourceError(f"{path.name}, line {line}: this is no JSON ({error}).") from error
            raw = shown(text[at : at + 400].encode("utf-8", "surrogateescape"))
            yield Rejected(line, "record", f"breaks ({error}): nothing behind it could be read", raw)
            return
        found = True
        yield _cited(line, item, shown(text[at:end].encode("utf-8", "surrogateescape")))
        at = end
    if not found:
        raise SourceError(f"{path.name} holds no record: CSL-JSON is an array of objects.")


def _first(path: Path, text: str) -> int:
    """Where the first object may begin: inside the array, or inside the `results` of an OpenAlex page."""
    start = len(text) - len(text.lstrip())
    if text[start] == "[":
        return start + 1
    if text[start] != "{":
        raise SourceError(f"{path.name} is no JSON: CSL-JSON begins with [ or {{.")
    results = text.find('"results"', start)
    if results >= 0 and '"meta"' in text[start:results]:
        bracket = text.find("[", results)
        return bracket + 1 if bracket >= 0 else start
    return start


def _cited(line: int, item: Any, raw: str) -> Cited | Rejected:
    if not isinstance(item, dict):
        return Rejected(line, "record", "is no object", raw)
    by_name = {str(name).lower(): value for name, value in item.items()}
    ids = by_name.get("ids") if isinstance(by_name.get("ids"), dict) else {}
    own = _text(by_name.get("id"))
    printed = {
        "doi": _text(by_name.get("doi")),
        "pmid": _text(by_name.get("pmid")) or _text(_get(ids, "pmid")),
        "pmcid": _text(by_name.get("pmcid")) or _text(_get(ids, "pmcid")),
        "openalex": own if "openalex.org/" in own else "",
    }
    for name, value in printed.items():
        if bad := handed_over.undecoded(line, name, value):
            return bad
    title = _text(by_name.get("title"))
    return cited(line, title or None, printed, title or own or raw, _text(by_name.get("url")))


def _get(ids: Any, name: str) -> Any:
    return ids.get(name) if isinstance(ids, Mapping) else None


def _text(value: Any) -> str:
    """A text or number as text; the first of several."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
