"""`tiegraph screen`: what the loaded lists and papers say of each row of a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import tiegraph
from cypher.errors import UsageError
from tiegraph.options import Function, check_free, console, force_option, say, shared

if TYPE_CHECKING:
    from tiegraph.screen import Screening
    from tiegraph.screen.identity import Identity

FORMATS = ("text", "csv", "json", "html")
_ENDINGS = {".csv": "csv", ".json": "json", ".html": "html", ".htm": "html"}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def screen() -> None:
    """Look up every row of a FILE: institutions, papers or people.

    Each row is a match, for review, not found, or could not be checked, with the evidence. No score; "not found" is
    never a clearance.
    """


def _columns(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    named = {}
    for one in given:
        ours, sign, heading = one.partition("=")
        if not sign or not heading.strip():
            raise click.BadParameter(f"{one!r} is not COLUMN=HEADING, such as name=Institution.")
        named[ours.strip()] = heading.strip()
    return named


def _day(_context: click.Context, _parameter: click.Parameter, given: datetime | None) -> date | None:
    return given.date() if given else None


def _common(function: Function) -> Function:
    """The options of every screening."""
    for option in reversed(
        (
            click.option(
                "--column",
                "columns",
                multiple=True,
                callback=_columns,
                metavar="COLUMN=HEADING",
                help="Which heading of a CSV file holds what, where it is not known by its own name; can be repeated.",
            ),
            click.option("--encoding", metavar="NAME", help="Encoding of FILE, where it is not UTF-8."),
            click.option(
                "--list", "lists", multiple=True, metavar="LIST", help="Only this list; can be repeated. [default: all]"
            ),
            click.option(
                "--as-of",
                type=click.DateTime(["%Y-%m-%d"]),
                callback=_day,
                metavar="DATE",
                help="Lists as they stood on this day, as far as the files loaded can tell.",
            ),
            click.option(
                "--links",
                type=click.Choice(("strict", "probable")),
                default="probable",
                show_default=True,
                help="strict: only links found certain or confirmed by a person. probable: also those for review.",
            ),
            click.option("--roll-up", is_flag=True, help="Also units of listed bodies, for review."),
            click.option(
                "--format",
                "form",
                type=click.Choice(FORMATS),
                help="What to write: text, or what the ending of FILE says.",
            ),
            click.option(
                "-o",
                "--output",
                metavar="FILE",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Write to this file.",
            ),
            force_option,
            click.option(
                "--most",
                default=50,
                show_default=True,
                type=click.IntRange(1),
                help="At most this many rows a table, as text.",
            ),
            shared,
        )
    ):
        function = option(function)
    return function


@screen.command()
@click.argument("file", type=_FILE)
@_common
@click.option("--years", type=click.IntRange(0), metavar="N", help="Leave out what ended more than N years before.")
@click.option("--partners", is_flag=True, help="Also the listed institutions that each one publishes with.")
@click.option("--yes", is_flag=True, help="Ask nothing: ids are taken as they are, names wait for review.")
@click.option(
    "--who",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write who each row was taken for, to be corrected and screened instead; ask about no list.",
)
def institutions(
    file: Path,
    columns: dict[str, str],
    encoding: str | None,
    lists: tuple[str, ...],
    as_of: date | None,
    links: str,
    roll_up: bool,
    years: int | None,
    partners: bool,
    yes: bool,
    who: Path | None,
    instance: str | None,
    **out: Any,
) -> None:
    """Look up the institutions of a CSV FILE: name with country, or a ROR or OpenAlex id.

    Headings such as name, country, ror are known. A row is known by its id, or by its exact name and country; who is
    known by name only stays for review until a person confirms it, here or in the file that --who writes.
    """
    form = _free(out)
    if who is not None:
        _write_who(file, columns, encoding, who, out["force"], instance)
        return
    if not yes and not sys.stdin.isatty():
        raise UsageError("Nobody can be asked here who the rows are: add --yes, and names will wait for review.")
    given = {
        **_given(columns, encoding, lists, as_of, links, roll_up),
        "years": years,
        "partners": partners or None,
    }
    _screen("institutions", file, given, form, out, instance, ask=not yes)


@screen.command()
@click.argument("file", type=_FILE)
@_common
@click.option(
    "--from",
    "kind",
    type=click.Choice(("bibtex", "ris", "csl-json", "csv", "ids")),
    help="Form of FILE, where its ending does not say it; ids: one DOI or other id a line.",
)
@click.option("--include-inferred", is_flag=True, help="Also affiliations that were only inferred.")
def papers(
    file: Path,
    columns: dict[str, str],
    encoding: str | None,
    lists: tuple[str, ...],
    as_of: date | None,
    links: str,
    roll_up: bool,
    kind: str | None,
    include_inferred: bool,
    instance: str | None,
    **out: Any,
) -> None:
    """Look up the papers of a FILE: BibTeX, RIS, CSL-JSON, CSV, or one id a line.

    A paper is known by its DOI, PubMed, arXiv or OpenAlex id, never by its title, and never left out for its number of
    authors. Of each: the institutions it prints that are on lists or of the DPRK, and whether it came out before or
    after they were listed.
    """
    given = {
        **_given(columns, encoding, lists, as_of, links, roll_up),
        "form": kind,
        "include_inferred": include_inferred or None,
    }
    _screen("papers", file, given, _free(out), out, instance)


@screen.command()
@click.argument("file", type=_FILE)
@_common
@click.option("--years", type=click.IntRange(0), metavar="N", help="Only papers of the last N years.")
@click.option("--include-inferred", is_flag=True, help="Also affiliations that were only inferred.")
def people(
    file: Path,
    columns: dict[str, str],
    encoding: str | None,
    lists: tuple[str, ...],
    as_of: date | None,
    links: str,
    roll_up: bool,
    years: int | None,
    include_inferred: bool,
    instance: str | None,
    **out: Any,
) -> None:
    """Look up the persons of a CSV FILE, each by an ORCID or an OpenAlex id: a name alone is never searched for.

    Of each: the institutions on lists or of the DPRK that stand on the person's papers, and whether the person signs
    for them. A page has no ids of persons in it, only the lines of FILE.
    """
    given = {
        **_given(columns, encoding, lists, as_of, links, roll_up),
        "years": years,
        "include_inferred": include_inferred or None,
    }
    _screen("people", file, given, _free(out), out, instance)


def _given(
    columns: dict[str, str], encoding: str | None, lists: tuple[str, ...], as_of: date | None, links: str, roll_up: bool
) -> dict[str, Any]:
    """What every screening was given, as a run records it."""
    return {
        "columns": [f"{ours}={heading}" for ours, heading in columns.items()] or None,
        "encoding": encoding,
        "lists": lists or None,
        "as_of": as_of,
        "links": links,
        "roll_up": roll_up or None,
    }


def _screen(
    what: str,
    file: Path,
    given: dict[str, Any],
    form: str,
    out: dict[str, Any],
    instance: str | None,
    *,
    ask: bool = False,
) -> None:
    """Screen, print, and record the run."""
    from tiegraph.runs.keep import keep_screening
    from tiegraph.screen.again import QUESTIONS, screen_again
    from tiegraph.screen.identity import CHOSEN

    chosen: dict[int, str] = {}

    def confirm(identities: list[Identity]) -> list[Identity]:
        found = _confirm(identities) if ask else identities
        chosen.update((one.asked.line, one.institution.id) for one in found if one.institution and one.by == CHOSEN)
        return found

    with tiegraph.connect(instance) as kb:
        found = screen_again(kb, what, file, given, confirm, _told())
        run = keep_screening(kb, found, given, QUESTIONS[what], chosen)
    _give(replace(found, run=run.id), form, out["output"], out["force"], out["most"])
    say(f"Run {run.id}: `tiegraph rerun {run.id}` asks again and says what changed.")


def _write_who(
    file: Path, columns: dict[str, str], encoding: str | None, who: Path, force: bool, instance: str | None
) -> None:
    from loader.bibliography.institutions import read
    from loader.records import Rejected
    from tiegraph.screen.confirm import as_table
    from tiegraph.screen.identity import identify, told

    check_free(who, force)
    rows = list(read(file, columns, encoding))
    with tiegraph.connect(instance) as kb:
        identities = identify(kb, [one for one in rows if not isinstance(one, Rejected)])
    rejected = [one for one in rows if isinstance(one, Rejected)]
    _write(who, as_table(identities, rejected))
    say(f"{told(identities)}; {len(rejected):,} that could not be read. Correct the ids in {who}, then screen it.")


def _confirm(identities: list[Identity]) -> list[Identity]:
    from tiegraph.screen.confirm import confirmed

    return confirmed(identities, lambda text: str(click.prompt(text, default="", show_default=False, err=True)), say)


def _told() -> Callable[[str, int, int], None]:
    """Tells how far the work is, where somebody looks on."""
    shown = sys.stderr.isatty()

    def progress(step: str, done: int, of: int) -> None:
        if shown and of > done:
            say(f"{step}: {done:,} of {of:,}")

    return progress


def _free(out: dict[str, Any]) -> str:
    """The format to write; raises where the file exists, or a page has no file."""
    output = out["output"]
    form: str = out["form"] or _ENDINGS.get(output.suffix.lower() if output else "", "text")
    if form == "html" and output is None:
        raise click.UsageError("An HTML page needs a file: add -o screening.html.")
    if output is not None:
        check_free(output, out["force"])
    return form


def _give(found: Screening, form: str, output: Path | None, force: bool, most: int) -> None:
    from tiegraph.render import screen as render

    if form == "html" and output is not None:
        from viz import write

        write(render.page(found), output, force=force)
    elif form == "text" and output is None:
        render.show(found, console(), most)
    elif form == "text" and output is not None:
        import io

        text = io.StringIO()
        render.show(found, console(text), most)
        _write(output, text.getvalue())
    else:
        text_of = render.csv_text if form == "csv" else render.json_text
        _write(output, text_of(found))
    if form != "text" or output is not None:
        say(found.summary)
    if output is not None:
        say(f"Written to {output}.")
    if form == "csv":
        # A file of rows has no place for what must stand under an answer.
        for line in (*found.notes, *found.warnings, *found.searched, *found.caveats):
            say(line)


def _write(output: Path | None, text: str) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    from viz.whole import whole

    try:
        with whole(output) as file:
            file.write(text.encode("utf-8", "replace"))
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
