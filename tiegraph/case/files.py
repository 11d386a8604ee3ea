"""The files of the zip, each as bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tiegraph.case.columns import ENTRIES, FILES, PAPERS, SEARCHES, STRINGS
from tiegraph.case.content import Content
from tiegraph.case.folder import Entry
from tiegraph.case.pack import MANIFEST, manifest
from tiegraph.case.page import page
from tiegraph.case.readme import readme
from tiegraph.case.reply import letters
from tiegraph.case.rows import columns_of
from tiegraph.render.rows import write_csv
from tiegraph.version import __version__
from viz import render

Row = Mapping[str, Any]


def files_of(content: Content, *, right_of_reply: bool = False) -> dict[str, bytes]:
    """All files of the zip by name, the manifest last. The same case gives the same bytes."""
    files: dict[str, bytes] = {}
    files["README.txt"] = readme(content, reply=right_of_reply).encode()
    files["case.html"] = render(page(content)).encode()
    said = ("at", "by", "text", "about", "run")
    files["decisions.csv"] = _csv(("on", *said[:3], "why", *said[3:]), map(_plain, content.decisions))
    files["notes.csv"] = _csv(said, map(_plain, content.notes))
    files["searches.csv"] = _csv(SEARCHES, content.searches())
    files["list-entries.csv"] = _csv(ENTRIES, content.entries())
    files["list-rows.jsonl"] = _lines(content.list_rows())
    files["papers.csv"] = _csv(PAPERS, content.papers())
    files["affiliations.csv"] = _csv(STRINGS, content.strings())
    files["files.csv"] = _csv(FILES, content.files())
    for run, found in content.runs:
        names = [column.name for column in columns_of(run)]
        rows = ({name: row.get(name) for name in names} for row in content.rows(run))
        files[f"runs/{run.id}.csv"] = _csv(names, rows)
        files[f"runs/{run.id}.json"] = _text(content.record(run))
        for id, text in sorted(found.questions.items()):
            files[f"questions/{run.questions[id][:8]}-{id}.cypher"] = text.encode()
    if right_of_reply:
        files |= {f"right-of-reply/{name}": text.encode() for name, text in letters(content)}
    about = {"case": content.case.name, "people": content.persons.how, "tiegraph": __version__}
    return {**files, MANIFEST: manifest(about, files)}


def _plain(one: Entry) -> Row:
    return {name: getattr(one, name) for name in ("on", "at", "by", "text", "why", "about", "run")}


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    write_csv(columns, rows, out)
    return out.getvalue().encode("utf-8", "replace")


def _text(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows).encode(
        "utf-8", "replace"
    )
