"""A run record: one JSON object that says all that an answer depends on, and the answer's rows."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from cypher.question import Question
from tiegraph import settings
from tiegraph.version import __version__

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

#: Rows kept in a record; of longer answers the first of them, with the number and the sha256 of all.
MOST_ROWS = 20_000
ASK, SCREEN = "ask", "screen"


class Load(Struct, frozen=True):
    """A load that the answer was given from."""

    id: str
    source: str
    files: list[str]
    sha256: list[str]
    as_of: str | None = None


class State(Struct, frozen=True):
    """What an answer depends on beside the question: the data, the judgements, the tool."""

    database: str
    #: name of the local server; None: the one of NEO4J_URI
    instance: str | None
    loads: list[Load]
    #: sha256 of the file of judgements; None where there is none
    judgements: str | None
    version: str
    #: sha256 of the file of corrections that the graph goes by; None where there is none
    corrections: str | None = None

    @classmethod
    def of(cls, kb: KnowledgeBase) -> State:
        """The state as it is now."""
        path = settings.judgements()
        return cls(
            database=kb.connection.instance or kb.connection.uri,
            instance=kb.connection.instance,
            loads=[
                Load(one["id"], one["source"], one["files"], one["sha256"], plain(one.get("as_of")))
                for one in kb.loads()
                if one["state"] == "complete"
            ],
            judgements=hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None,
            version=__version__,
            corrections=kb.client.rows("model_version")[0]["corrections"],
        )


class Run(Struct, frozen=True):
    """One answer. `asked` holds what the question or the screening was given, `questions` sha256 of texts by id."""

    id: str
    #: UTC
    at: str
    #: ask or screen
    kind: str
    #: id of the question, or what was screened
    what: str
    asked: dict[str, Any]
    as_of: str | None
    questions: dict[str, str]
    state: State
    summary: str
    #: number and sha256 of all rows
    count: int
    sha256: str
    rows: list[dict[str, Any]]
    #: what was screened
    file: str | None = None
    file_sha256: str | None = None
    #: by line: the institution that a person chose
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What was asked, on one line."""
        return title_of(self.kind, self.what, self.asked, self.file)


class Rows:
    """Rows of an answer on their way out: the first of them are kept, all are counted and hashed."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.count = 0
        self._hash = hashlib.sha256()

    def through(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """The rows as they are."""
        for row in rows:
            self.add(row)
            yield row

    def add(self, row: Mapping[str, Any]) -> None:
        """Take note of a row."""
        kept = {name: plain(value) for name, value in row.items()}
        self.count += 1
        self._hash.update(json.dumps(kept, sort_keys=True).encode() + b"\n")
        if len(self.kept) < MOST_ROWS:
            self.kept.append(kept)

    @property
    def sha256(self) -> str:
        """Of all rows, in their order."""
        return self._hash.hexdigest()


def new_id() -> str:
    """An id that no run has: its moment, and four characters by chance."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def run(
    kind: str,
    what: str,
    asked: Mapping[str, Any],
    questions: Sequence[Question],
    state: State,
    rows: Rows,
    summary: str,
    id: str | None = None,
    **more: Any,
) -> Run:
    """The record of an answer that was just given, under the `id` that it carries; `more` are fields of a screening."""
    at = datetime.now(UTC)
    given = {name: plain(value) for name, value in asked.items() if value is not None}
    return Run(
        id=id or new_id(),
        at=at.isoformat(timespec="seconds"),
        kind=kind,
        what=what,
        asked=given,
        as_of=given.get("as_of"),
        questions={one.id: hashlib.sha256(one.text.encode()).hexdigest() for one in questions},
        state=state,
        summary=summary,
        count=rows.count,
        sha256=rows.sha256,
        rows=rows.kept,
        **more,
    )


def title_of(kind: str, what: str, asked: Mapping[str, Any], file: str | None) -> str:
    """What is asked, on one line, with the name of the screened file and the parameters."""
    given = ", ".join(
        f"{name} {', '.join(map(str, value)) if isinstance(value, list) else value}" for name, value in asked.items()
    )
    title = f"{kind} {what}" + (f" {PurePath(file).name}" if file else "")
    return f"{title} ({given})" if given else title


def plain(value: Any) -> Any:
    """A value as JSON has it: days as ISO texts, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value
