"""Loading into a database without papers through `neo4j-admin database import`, in one command."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cypher.errors import UsageError
from loader.bulk import run
from loader.bulk.pool import cores
from loader.bulk.run import Part, can_be_bulk
from loader.bulk.stored import check_without_papers
from loader.link import Linked
from loader.load_report import LoadReport
from loader.progress import Progress, Report
from tiegraph import settings
from tiegraph.connecting import open_connection
from tiegraph.local import Instance
from tiegraph.local.imports import import_tables, undo_unfinished
from tiegraph.version import __version__


@dataclass
class InBulk:
    """What was loaded; for a remote server also the `command` to be run on it, and the `folder` of its tables."""

    reports: list[LoadReport] = field(default_factory=list)
    folder: Path = Path()
    command: str = ""
    #: what `neo4j-admin` told of the import
    said: str = ""


def load_in_bulk(
    instance: str | None,
    parts: Sequence[Part],
    *,
    tables: Path | None = None,
    allow_shrink: bool = False,
    purpose: str = "data",
    processes: int | None = None,
    report: Report = lambda progress: None,
) -> InBulk:
    """Load the files of `parts`: papers through tables, the other sources before them the usual way, as they are small.

    The server of a local instance is stopped, its database made anew from the tables, and started. For a remote one,
    the tables stay in `tables` and the command is told; `finish` does the rest when it has been run. Raises what
    `loader.bulk.run.write_folder` does.
    """
    papers = [part for part in parts if can_be_bulk(part.source)]
    if not papers:
        raise UsageError(
            f"--bulk is for papers, and {', '.join(part.source.id for part in parts)} has none: leave it out."
        )
    connection = settings.connection(instance)
    server = Instance(connection.instance) if connection.instance else None
    if server:
        undo_unfinished(server)
    done = InBulk(folder=tables or settings.home() / "tables" / (connection.instance or "remote"))
    with open_connection(connection) as kb:
        check_without_papers(kb.client)
        beside = kb.beside()
        for part in parts:
            if not can_be_bulk(part.source):
                done.reports.append(
                    kb.load(
                        part.source.id, *part.paths, as_of=part.as_of, allow_shrink=allow_shrink, purpose=purpose,
                        relink=False, report=report,
                    )
                )  # fmt: skip
        bulk = run.write_folder(
            kb.client,
            papers,
            done.folder,
            reports=settings.home() / "rejected",
            version=__version__,
            purpose=purpose,
            beside=beside,
            processes=processes or cores(),
            report=report,
        )
    done.reports += bulk.loads
    if server is None:
        done.command = shlex.join(["neo4j-admin", *bulk.arguments])
        return done
    report(Progress("importing the tables", 0))
    done.said = import_tables(server, bulk.arguments)
    shutil.rmtree(done.folder)
    with open_connection(settings.connection(instance)) as kb:
        last = run.finish(kb.client, purpose=purpose, beside=kb.beside(), report=report, index=bulk.index)
    linked = bulk.linked
    linked.papers += last.papers
    linked.strings += last.strings
    linked.resolved_strings += last.resolved_strings
    linked.corrected = last.corrected
    done.reports[-1].linked = linked
    return done


def finish(instance: str | None, *, purpose: str = "data", report: Report = lambda progress: None) -> Linked:
    """Constraints, indexes and the last links of a database that was made from tables."""
    with open_connection(settings.connection(instance)) as kb:
        return run.finish(kb.client, purpose=purpose, beside=kb.beside(), report=report)
