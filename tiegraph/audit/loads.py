"""The loads: whether their counts balance, whether they ended, whether all papers were read alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cypher.client import Client
from cypher.question import Column
from tiegraph.audit.finding import NOTE, PAPERS, WARNING, Finding, named, open_loads, read_otherwise
from tiegraph.audit.report import Section
from tiegraph.words import counted

#: Loads beyond these are counted in a sentence, not named: the table has them.
_NAMED = 5
_COLUMNS = (
    Column("load", "Id of the load", "text"),
    Column("source", "Source of its files", "text"),
    Column("files", "Names of the files", "texts"),
    Column("as_of", "Day the files speak for", "date"),
    Column("started", "When it was started (UTC)", "text"),
    Column("state", "running, complete, stopped or unloaded", "text"),
    Column("read", "Records read", "integer"),
    Column("written", "Records written", "integer"),
    Column("unchanged", "Records found as stored", "integer"),
    Column("merged", "Records joined with one that another row or file had brought", "integer"),
    Column("rejected", "Records refused, each with its reason in a file beside the report", "integer"),
    Column("balance", "Whether read = written + unchanged + merged + rejected", "text"),
    Column("linked", "Whether names that it brought were read as institutions since", "boolean"),
)
_PARTS = ("written", "unchanged", "merged", "rejected")


def audit_loads(client: Client, most: int) -> tuple[list[Section], list[Finding], str]:
    """Section and findings about the loads, and one sentence that sums them up. The table has the last `most` loads."""
    loads = [row["properties"] for row in client.rows("loads")]
    rows = [_row(one) for one in reversed(loads)]
    section = Section(
        "loads",
        "Loads, the last one first",
        "Every record of a file is written, found unchanged, merged or rejected; a load whose counts do not add up "
        "fails.",
        _COLUMNS,
        tuple(rows[:most]),
        len(rows),
    )
    findings = [
        *open_loads(client.rows("audit_loads")),
        *_findings(rows),
        *read_otherwise(client),
        *_readings(client.rows("audit_readings")),
    ]
    return [section], findings, counted(len(loads), "load")


def _row(load: Mapping[str, Any]) -> dict[str, Any]:
    counts = {name: load.get(name) for name in ("read", *_PARTS)}
    return {
        **counts,
        "load": load["id"],
        "source": load["source"],
        "files": load["files"],
        "as_of": load.get("as_of"),
        "started": f"{load['started']:%Y-%m-%d %H:%M}",
        "state": load["state"],
        "balance": _balance(counts),
        "linked": load.get("linked", False),
    }


def _balance(counts: Mapping[str, Any]) -> str:
    if counts["read"] is None:
        return "not counted"
    return "yes" if counts["read"] == sum(counts[name] for name in _PARTS) else "no"


def _findings(rows: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    uneven = [row["load"] for row in rows if row["balance"] == "no"]
    if uneven:
        sentence = f"Loads whose counts do not add up: {named(uneven, _NAMED)}. Do not rely on them; run them again."
        yield Finding("load-unbalanced", WARNING, sentence, tuple(uneven))
    refused = {row["load"]: row["rejected"] for row in rows if row["rejected"]}
    if refused:
        by_load = named((f"{load} {number:,}" for load, number in refused.items()), _NAMED)
        sentence = f"Records that loads refused, each with its reason in a file: {sum(refused.values()):,} ({by_load})."
        yield Finding("records-rejected", NOTE, sentence, tuple(refused))


def _readings(rows: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Papers that were not read with the institutions that most were read with. Rows are by number of papers."""
    read = [row for row in rows if row["linked_by"] is not None]
    late = sum(row["papers"] for row in rows) - (read[0]["papers"] if read else 0)
    if late:
        sentence = (
            f"Papers whose affiliations were not yet read with the institutions now loaded: {late:,} at least. Any "
            "load that links reads them."
        )
        yield Finding("papers-not-read", WARNING, sentence, (PAPERS,))
