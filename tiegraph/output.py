"""An answer on its way out: to the terminal, to another program, into a file that appears whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from cypher.catalogue import question
from cypher.errors import UsageError
from tiegraph.options import console, say
from tiegraph.render.formats import FORMATS

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.runs.record import Rows


def give(
    kb: KnowledgeBase, id: str, form: str, output: Path | None, keep: Rows | None = None, run: str = "", **asked: Any
) -> str:
    """Ask a question, `asked` as `KnowledgeBase.ask` takes it, and write the answer to a file, or to stdout.

    The answer carries the id of its record, `run`, where its format has a place for it. Returns the answer's summary;
    `keep` takes note of its rows. What does not draw the graph is asked for without paths. Raises `UsageError` where a
    terminal would get bytes.
    """
    kind = FORMATS[form]
    if kind.binary and output is None and sys.stdout.isatty():
        raise UsageError(f"{form} is no text: name a file with -o, such as answer{kind.suffix}.")
    if not kind.draws and any(one.name == "max_paths" for one in question(id).parameters):
        asked = {"max_paths": 0, **asked}
    if kind.streams:
        return _stream(kb, id, form, output, keep, run, asked)
    from tiegraph.render import write
    from tiegraph.render.formats import content

    answer = kb.ask(id, **asked)
    answer.run = run
    if keep is not None:
        for row in answer.rows:
            keep.add(row)
    if kind.binary:
        with _bytes(output) as binary:
            binary.write(content(answer, form))
    else:
        with _text(output) as text:
            write(answer, form, console(text))
    if output is not None:
        say(f"{answer.summary} written to {output}.")
    if kind.draws and not answer.graph.nodes:
        say("The answer has no graph to draw.")
    return answer.summary


def _stream(
    kb: KnowledgeBase, id: str, form: str, output: Path | None, keep: Rows | None, run: str, asked: dict[str, Any]
) -> str:
    from tiegraph.render.rows import write_csv, write_jsonl
    from tiegraph.words import counted

    stream = kb.stream(id, **asked)
    with _text(output) as out:
        rows = keep.through(stream) if keep else stream
        if form == "csv":
            write_csv(stream.columns, rows, out, run)
        else:
            write_jsonl(stream.columns, rows, out)
    if output is not None:
        say(f"{counted(stream.count, 'row')} written to {output}.")
    # A file of rows has no place for what must stand under an answer.
    for line in stream.notes():
        say(line)
    return counted(stream.count, "row")


@contextmanager
def _text(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    with _bytes(output) as binary:
        out = io.TextIOWrapper(binary, encoding="utf-8", newline="")
        yield out
        out.detach()


@contextmanager
def _bytes(output: Path | None) -> Iterator[IO[bytes]]:
    from viz.whole import whole

    if output is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    try:
        with whole(output) as file:
            yield file
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
