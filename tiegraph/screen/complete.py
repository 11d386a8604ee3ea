"""Papers of a bibliography that are not loaded: fetched from OpenAlex by their DOIs, and loaded like any other file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from loader.bibliography.cited import Cited
from loader.bibliography.papers import read
from loader.fetch.access import Access
from loader.fetch.openalex_query import Query, folder_of, works_of
from loader.fetch.run import OFFICIAL, fetch
from loader.sources import SOURCES
from tiegraph import settings, there
from tiegraph.screen.papers import looked_up
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

_SOURCE = "openalex"
#: What the database is for where real works may be added to it: an invented world takes none.
_REAL = ("data", "demo")


def complete(
    kb: KnowledgeBase,
    path: Path,
    form: str | None,
    columns: Mapping[str, str],
    encoding: str | None,
    say: Callable[[str], None],
    access: Access = OFFICIAL,
    environ: Mapping[str, str] = os.environ,
) -> None:
    """Fetch and load the papers of the bibliography at `path` that have a DOI and are not loaded.

    Raises `FetchError` where the works cannot be had, `WrongModel` where the database holds an invented world, and as
    the load itself.
    """
    there.holds_something(kb.client, kb.connection)
    cited = [one for one in read(path, form, columns, encoding) if isinstance(one, Cited)]
    dois = sorted({one.cited.ids["doi"] for one in looked_up(kb, cited) if not one.papers and "doi" in one.cited.ids})
    if not dois:
        say("No paper with a DOI is missing.")
        return
    wanted = works_of(Query(dois=dois))
    folder = settings.home() / "files" / _SOURCE / folder_of(wanted)
    say(f"{counted(len(dois), 'paper')} not loaded: OpenAlex is asked for them.")

    def tell(at: object) -> None:
        if note := getattr(at, "note", None):
            say(str(note))

    done = fetch(SOURCES[_SOURCE], folder, wanted=(wanted,), access=access, environ=environ, report=tell)
    purpose = kb.client.rows("model_version")[0]["purpose"]
    report = kb.load(_SOURCE, *done.paths, purpose=purpose if purpose in _REAL else "data")
    say(f"Loaded from OpenAlex: {report.account.written:,} new, {report.account.merged:,} joined with known ones.")
