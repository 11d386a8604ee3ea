"""Works from OpenAlex's interface: page by page, and one by one where a page cuts the author list.

Its prices have changed several times within a year, so none is written here: what each answer cost, and what is left,
is what its headers say. What was paid for stays: stopped, or without budget, a fetch goes on after the last page.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import httpx
import msgspec

from loader.errors import FetchError
from loader.fetch.access import Access, NotThere, shown
from loader.fetch.downloads import OpenAlexWorks
from loader.fetch.openalex_begun import Begun, resumed
from loader.fetch.openalex_interface import Interface, Page
from loader.fetch.transfer import Got, Progress, Report
from loader.identifiers import doi

#: The most authors that a page gives of each work.
_AUTHORS = 100
#: DOIs that are named in a message; all are in the file.
_NAMED = 5


class _Brief(msgspec.Struct):
    id: str
    doi: str | None = None
    authorships: list[msgspec.Raw] = []
    is_authors_truncated: bool | None = None

    @property
    def cut(self) -> bool:
        # Answers of 2026 do not carry the flag any more.
        return bool(self.is_authors_truncated) or len(self.authorships) >= _AUTHORS


def works(
    client: httpx.Client,
    access: Access,
    wanted: OpenAlexWorks,
    staging: Path,
    environ: Mapping[str, str],
    report: Report,
) -> Got:
    """All works that match, each once, as JSON Lines in `staging`.

    A work of which OpenAlex gives no complete author list keeps the cut one, marked `is_authors_truncated`, and is
    told. Raises `FetchError` without a key, without a work, where fewer come than are announced, and where the budget
    is spent.
    """
    key = environ.get(wanted.key.variable)
    if not key:
        raise FetchError(
            f"{httpx.URL(wanted.address).host} wants a key: get one at {wanted.key.where}, and set "
            f"{wanted.key.variable}."
        )
    one = _Works(Interface(client, access, wanted, key, report), access, wanted, staging, report)
    return one.run()


class _Works:
    def __init__(
        self, interface: Interface, access: Access, wanted: OpenAlexWorks, staging: Path, report: Report
    ) -> None:
        self._interface, self._access, self._wanted, self._report = interface, access, wanted, report
        self._path = staging / wanted.file
        self._seen: set[str] = set()
        self._dois: set[str] = set()
        #: works of the filter that is asked
        self._here: set[str] = set()

    def run(self) -> Got:
        begun, part = resumed(self._path, self._wanted.filters, self._access.now()), self._part
        with part.open("r+b" if begun.bytes else "wb") as out:
            self._remember(begun)
            out.truncate(begun.bytes)
            out.seek(begun.bytes)
            if begun.bytes:
                self._report(Progress(self._wanted.file, len(self._seen), unit="works", note=_again(len(self._seen))))
            while begun.filter < len(self._wanted.filters):
                page = self._interface.page(self._wanted.filters[begun.filter], begun.cursor, begun.works)
                for raw in page.results:
                    self._work(raw, out)
                self._report(Progress(self._wanted.file, len(self._seen), self._total(page), unit="works"))
                out.flush()
                os.fsync(out.fileno())
                begun = self._after(page, begun, out.tell())
                begun.keep(self._path)
        if not self._seen:
            raise FetchError(f"{shown(self._wanted.address)} has no work for {self._wanted.filters[0]}: check the ids.")
        self._tell_missing()
        part.replace(self._path)
        begun.drop(self._path)
        query = str(httpx.URL(self._wanted.address).copy_merge_params({"filter": self._wanted.filters[0]}))
        return Got(self._path, query, limits=self._interface.limits)

    @property
    def _part(self) -> Path:
        return self._path.with_name(f"{self._path.name}.part")

    def _remember(self, begun: Begun) -> None:
        """What an earlier run wrote."""
        if not begun.bytes:
            return
        place = 0
        with self._part.open("rb") as lines:
            for line in lines:
                if place >= begun.bytes:
                    break
                self._note(brief := msgspec.json.decode(line, type=_Brief))
                if place >= begun.filter_begins:
                    self._here.add(brief.id)
                place += len(line)
        self._interface.limits = dict(begun.limits)

    def _note(self, brief: _Brief) -> None:
        self._seen.add(brief.id)
        if number := doi(brief.doi):
            self._dois.add(number)

    def _work(self, raw: msgspec.Raw, out: IO[bytes]) -> None:
        brief = msgspec.json.decode(raw, type=_Brief)
        self._here.add(brief.id)
        if brief.id in self._seen:
            return
        self._note(brief)
        whole = self._whole(brief, bytes(raw)) if brief.cut else bytes(raw)
        out.write(msgspec.json.format(whole, indent=-1) + b"\n")

    def _whole(self, brief: _Brief, raw: bytes) -> bytes:
        try:
            return self._interface.work(brief.id)
        except NotThere as error:
            note = f"{brief.id}: its author list stays cut at {len(brief.authorships)} ({error})"
            self._report(Progress(self._wanted.file, note=note, unit="works"))
            return msgspec.json.encode({**msgspec.json.decode(raw), "is_authors_truncated": True})

    def _total(self, page: Page) -> int | None:
        return page.meta.count if len(self._wanted.filters) == 1 else None

    def _after(self, page: Page, begun: Begun, size: int) -> Begun:
        """Where the next page is. Raises `FetchError` where a filter ends before all works came."""
        going_on = bool(page.results and page.meta.next_cursor)
        if not going_on and len(self._here) < page.meta.count:
            begun.drop(self._path)
            raise FetchError(
                f"{shown(self._wanted.address)} gave {len(self._here):,} works of {page.meta.count:,}: run it again "
                "later."
            )
        done = Begun(
            filters=begun.filters,
            begun=begun.begun,
            filter=begun.filter,
            cursor=page.meta.next_cursor or "*",
            bytes=size,
            filter_begins=begun.filter_begins,
            works=len(self._here),
            limits=self._interface.limits,
        )
        if going_on:
            return done
        self._here.clear()
        return msgspec.structs.replace(done, filter=begun.filter + 1, cursor="*", filter_begins=size, works=0)

    def _tell_missing(self) -> None:
        missing = [number for number in self._wanted.dois if number not in self._dois]
        place = self._path.parent.parent / "dois-not-found.txt"
        place.unlink(missing_ok=True)
        if missing:
            place.write_text("".join(f"{number}\n" for number in missing), encoding="utf-8")
            named = ", ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
            note = f"OpenAlex gave no work for {len(missing):,} of {len(self._wanted.dois):,} DOIs ({named}): {place}"
            self._report(Progress(self._wanted.file, note=note, unit="works"))


def _again(works: int) -> str:
    return f"goes on after the {works:,} works that an earlier run fetched"
