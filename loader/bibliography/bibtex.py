"""BibTeX, by pybtex: entry by entry, so that braces that do not close cost only their own entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.utils import CaseInsensitiveDict

from loader.bibliography import handed_over
from loader.bibliography.cited import Cited, cited, legible
from loader.errors import SourceError
from loader.reading import shown
from loader.records import Rejected

#: Where an entry begins: what stands between two of them is one entry, whatever its braces say.
_ENTRY = re.compile(r"^[ \t]*@\s*\w+\s*[{(]", re.MULTILINE)
_LINE = re.compile(r" in line \d+")
_NO_PAPER = ("string", "preamble", "comment")


def read(path: Path, encoding: str | None = None) -> Iterator[Cited | Rejected]:
    """The entries in their order, each with the line it begins on. Raises `SourceError` where there is none."""
    text = handed_over.text(path, encoding)
    starts = [match.start() for match in _ENTRY.finditer(text)]
    if not starts:
        raise SourceError(f"{path.name} holds no BibTeX entry: an entry begins with @article{{ or the like.")
    # Texts that @string declares hold for all entries behind it.
    macros: Any = CaseInsensitiveDict(month_names)
    line, before = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line += text.count("\n", before, start)
        before = start
        yield from _entries(text[start:end], line, macros)


def _entries(text: str, line: int, macros: Any) -> Iterator[Cited | Rejected]:
    """The entry at the beginning of `text`, and any that follow it on the same line."""
    raw = shown(text.encode("utf-8", "surrogateescape"))
    faults: list[PybtexError] = []
    parser: Any = LowLevelParser(text, keyless_entries=False, macros=macros, handle_error=faults.append)
    for kind, content in parser:
        at = line + text.count("\n", 0, parser.command_start)
        serious = [one for one in faults if not isinstance(one, UndefinedMacro)]
        faults.clear()
        if kind.lower() in _NO_PAPER:
            continue
        if serious:
            yield Rejected(at, "entry", f"is broken ({_said(serious[0])}): close its braces and quotes", raw)
            continue
        key, fields = content
        yield _cited(at, key or "", {name.lower(): "".join(parts) for name, parts in fields}, raw)
    if any(not isinstance(one, UndefinedMacro) for one in faults):
        yield Rejected(line, "entry", f"is broken ({_said(faults[0])}): close its braces and quotes", raw)


def _said(error: PybtexError) -> str:
    # Lines are counted from the beginning of the entry there.
    return _LINE.sub("", " ".join(str(error).split()))


def _cited(line: int, key: str, fields: dict[str, str], raw: str) -> Cited | Rejected:
    printed = {
        "doi": fields.get("doi", ""),
        "pmid": fields.get("pmid", "") or fields.get("pubmed", ""),
        "pmcid": fields.get("pmcid", "") or fields.get("pmc", ""),
        "openalex": fields.get("openalex", ""),
    }
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    if archive == "arxiv":
        printed["arxiv"] = fields.get("eprint", "")
    for name, value in printed.items():
        if bad := handed_over.undecoded(line, name, value):
            return bad
        # People write \_ in DOIs for LaTeX, and break long ones.
        printed[name] = "".join(value.replace("\\_", "_").replace("\\", "").strip("{}").split())
    title = _plain(fields.get("title", ""))
    return cited(line, title or None, printed, key or raw, fields.get("url", ""))


def _plain(latex: str) -> str:
    """A title without LaTeX's commands and braces."""
    text = " ".join(legible(latex).split())
    try:
        return str(Text.from_latex(text))
    except (PybtexError, ValueError, KeyError):
        return text.replace("{", "").replace("}", "")
