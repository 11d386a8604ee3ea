"""The works of an ORCID record, JSON or XML as its public interface and "export my record" give them.

A group is one work, which several sources may describe: https://info.orcid.org/documentation/integration-guide/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loader import xml_reading
from loader.bibliography import handed_over
from loader.bibliography.cited import Cited, cited
from loader.errors import SourceError
from loader.reading import shown
from loader.records import Rejected

_WHAT = "the works of an ORCID record"
#: ORCID's kinds of ids of a work, and ours.
_KINDS = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "arxiv": "arxiv"}
_GROUPS = re.compile(r'"group"\s*:\s*\[')
_BLANK = " \t\r\n,"


def is_record(text: str) -> bool:
    """Whether JSON is an ORCID record or its works, and not CSL."""
    beginning = text.lstrip()[:1]
    return beginning == "{" and bool(_GROUPS.search(text)) and '"work-summary"' in text


def read_json(path: Path, encoding: str | None = None) -> Iterator[Cited | Rejected]:
    """The works in their order, each with the line it begins on. Raises `SourceError` where there is none."""
    text = handed_over.text(path, encoding)
    # Employments and the like have groups too.
    works = text.find('"works"')
    begin = _GROUPS.search(text, max(works, 0))
    if begin is None:
        raise SourceError(f"{path.name} is not {_WHAT}: it has no group of works.")
    decoder, at, found = json.JSONDecoder(), begin.end(), False
    while True:
        while at < len(text) and text[at] in _BLANK:
            at += 1
        if at == len(text) or text[at] == "]":
            break
        line = text.count("\n", 0, at) + 1
        try:
            group, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            yield Rejected(line, "record", f"breaks ({error}): nothing behind it could be read", text[at : at + 200])
            return
        found = True
        yield _of_json(line, group, shown(text[at:end].encode("utf-8", "surrogateescape")))
        at = end
    if not found:
        raise SourceError(f"{path.name} holds no work.")


def read_xml(path: Path) -> Iterator[Cited | Rejected]:
    """The works in their order, each with its number for a line. Raises `SourceError` where there is none."""
    number = 0
    try:
        for number, group in xml_reading.elements(path, {"group", "work"}, _WHAT):
            summaries = [group] if group.tag == "work" else group.findall("work-summary")
            ids = [
                (one.findtext("external-id-type"), one.findtext("external-id-value"), relation)
                for one in group.iter("external-id")
                for relation in (one.findtext("external-id-relationship"),)
            ]
            if summaries:
                yield _cited(number, [one.findtext("title/title") for one in summaries], ids, group.findtext(".//url"))
    except SourceError as error:
        if not number:
            raise
        yield Rejected(number + 1, "record", f"breaks: nothing behind it could be read. {error}", "")
    if not number:
        raise SourceError(f"{path.name} holds no work: it is not {_WHAT}.")


def _of_json(line: int, group: Any, raw: str) -> Cited | Rejected:
    summaries = [one for one in _list(_get(group, "work-summary")) if isinstance(one, dict)]
    if not summaries:
        return Rejected(line, "record", "holds no work", raw)
    own = [_get(_get(one, "external-ids"), "external-id") for one in (group, *summaries)]
    ids = [
        (_get(one, "external-id-type"), _get(one, "external-id-value"), _get(one, "external-id-relationship"))
        for several in own
        for one in _list(several)
    ]
    titles = [_get(_get(_get(one, "title"), "title"), "value") for one in summaries]
    return _cited(line, titles, ids, next((_get(_get(one, "url"), "value") for one in summaries), None))


def _cited(line: int, titles: list[Any], ids: list[tuple[Any, Any, Any]], address: Any) -> Cited | Rejected:
    printed: dict[str, str] = {}
    for kind, value, relation in ids:
        # "part-of" is the book that a chapter is in, and no id of the work.
        if kind in _KINDS and isinstance(value, str) and str(relation or "self").lower() == "self":
            printed.setdefault(_KINDS[kind], value)
    title = next((one for one in titles if isinstance(one, str) and one.strip()), None)
    raw = title or next(iter(printed.values()), f"work {line}")
    for name, value in printed.items():
        if bad := handed_over.undecoded(line, name, value):
            return bad
    return cited(line, title, printed, raw, address if isinstance(address, str) else "")


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
