"""One paper of a bibliography: the ids it gives, in the forms of the graph, and the title it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from msgspec import Struct

from loader import identifiers
from loader.records import Rejected

#: Ids by which a paper is looked up, with how each is read and what to call it.
IDS: dict[str, tuple[Callable[[str], str | None], str]] = {
    "doi": (identifiers.doi, "DOI"),
    "pmid": (identifiers.pmid, "PubMed id"),
    "pmcid": (identifiers.pmcid, "PubMed Central id"),
    "arxiv": (identifiers.arxiv, "arXiv id"),
    "openalex": (lambda value: identifiers.openalex_id(value, "W"), "OpenAlex work id"),
}
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")


class Cited(Struct, frozen=True):
    """A row of a bibliography. `ids` holds those of `IDS` that it gives; none where it gives none."""

    line: int
    title: str | None
    ids: dict[str, str]
    #: what a person would call the row: its title, else what it gives
    printed: str


def cited(line: int, title: str | None, printed: Mapping[str, str], raw: str, address: str = "") -> Cited | Rejected:
    """A row with its ids read. `address` is a link of the row, used where it is one of an id that is not given.

    A row all of whose ids are wrong is rejected, naming the first of them.
    """
    found: dict[str, str] = {}
    wrong: Rejected | None = None
    for name, (read, what) in IDS.items():
        value = printed.get(name, "").strip()
        if value and (known := read(value)):
            found[name] = known
        elif value and wrong is None:
            wrong = Rejected(line, name, f"{value!r} is no {what}: correct it", raw)
        elif address and "//" in address and (known := read(address)):
            found[name] = known
    if (doi := found.get("doi")) and "arxiv" not in found and (known := identifiers.arxiv(f"https://doi.org/{doi}")):
        found["arxiv"] = known
    if wrong and not found:
        return wrong
    clean = identifiers.text(unescape(_MARKUP.sub(" ", legible(title)))) if title else None
    return Cited(line, clean, found, clean or next(iter(found.values()), raw))


def legible(text: str) -> str:
    """`text` with bytes of another encoding read as Latin letters: good enough to compare a title."""
    return "".join(chr(ord(letter) - 0xDC00) if "\udc80" <= letter <= "\udcff" else letter for letter in text)
