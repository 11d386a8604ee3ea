"""What a load did, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from loader.account import MERGED, REJECTED, UNCHANGED, WRITTEN
from tiegraph import settings
from tiegraph.words import counted

if TYPE_CHECKING:
    from loader.load_report import LoadReport

#: Reasons, notes and conflicts beyond these stand in their files, or behind the last line.
_MOST_REASONS = 10
_MOST_NOTES = 5
_MOST_CONFLICTS = 5
_MOST_RENAMED = 5


def tell(report: LoadReport) -> None:
    """What a load did, on stdout."""
    account, linked = report.account, report.linked
    click.echo(f"{report.id}: {report.source}, {', '.join(report.files)}, {report.seconds:.1f} s")
    click.echo(f"{account}.")
    if account.merged:
        click.echo("Merged: rows that share a key with an earlier row of the file, or add to another source's record.")
    for text in report.means:
        click.echo(text)
    if report.closed:
        click.echo(f"Closed, as this file no longer has them: {report.closed:,} entries.")
    if report.renamed:
        click.echo(f"Written differently from before, and kept as one entry each: {len(report.renamed):,}.")
        for kept, printed in report.renamed[:_MOST_RENAMED]:
            click.echo(f"  {kept} (here {printed.partition('/')[2]})")
        if len(report.renamed) > _MOST_RENAMED:
            click.echo(f"  and {len(report.renamed) - _MOST_RENAMED:,} more, see the notes")
    if account.rejected:
        click.echo(f"Rejected records, each with its reason: {report.rejected_file}")
        _tell_most(account.reasons, _MOST_REASONS, "reasons")
    if report.notes or report.renamed:
        where = f", each with its line: {report.notes_file}" if report.notes_file else ":"
        click.echo(f"Notes on what was loaded{where}")
        _tell_most(report.notes, _MOST_NOTES, "notes")
    if report.conflicts:
        click.echo(f"Conflicts between sources, kept on the paper: {len(report.conflicts):,}")
        for text in report.conflicts[:_MOST_CONFLICTS]:
            click.echo(f"  {text}")
    if linked.entries or linked.papers:
        click.echo(
            f"Linked: {linked.targets:,} links from {linked.entries:,} list entries ({linked.candidates:,} more for a "
            f"person to judge, {linked.own_institutions:,} bodies that no registry has); "
            f"{counted(linked.papers, 'paper')} read anew, {linked.resolved_strings:,} of {linked.strings:,} "
            "affiliation strings recognised."
        )
    if linked.judged:
        click.echo(f"Links that a person has judged: {linked.judged:,}.")
    if linked.unknown_judgements:
        click.echo(
            f"Judgements without effect here: {len(linked.unknown_judgements):,} (`tiegraph review --apply` names them)"
        )
    if linked.corrected.readings or linked.corrected.papers:
        click.echo(f"Corrections by people were taken over ({settings.corrections().name}).")
    for text in linked.corrected.unknown[:_MOST_CONFLICTS]:
        click.echo(f"{settings.corrections().name}, {text}: kept, and without effect here.")
    if (more := len(linked.corrected.unknown) - _MOST_CONFLICTS) > 0:
        click.echo(f"and {more:,} more corrections without effect here (`tiegraph correct apply` names them).")


def _tell_most(counted: Counter[str], most: int, what: str) -> None:
    for text, number in counted.most_common(most):
        click.echo(f"  {number:,} × {text}")
    if len(counted) > most:
        click.echo(f"  and {len(counted) - most} more {what}")


def as_json(report: LoadReport) -> dict[str, Any]:
    """The report as plain values; `read` is the sum of the four outcomes."""
    account, linked = report.account, report.linked
    return {
        "load": report.id,
        "source": report.source,
        "files": report.files,
        "seconds": round(report.seconds, 2),
        "read": account.read,
        **{outcome: account.outcomes[outcome] for outcome in (WRITTEN, UNCHANGED, MERGED, REJECTED)},
        "reasons": dict(account.reasons),
        "rejected_file": str(report.rejected_file) if report.rejected_file else None,
        "notes": dict(report.notes),
        "notes_file": str(report.notes_file) if report.notes_file else None,
        "conflicts": report.conflicts,
        "closed": report.closed,
        "renamed": [{"kept": kept, "printed": printed} for kept, printed in report.renamed],
        "means": report.means,
        "linked": {
            "entries": linked.entries,
            "targets": linked.targets,
            "candidates": linked.candidates,
            "papers": linked.papers,
            "strings": linked.strings,
            "resolved_strings": linked.resolved_strings,
        },
    }
