"""`tiegraph screen`: what the loaded lists and papers say of each row of a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import tiegraph
from cypher.errors import UsageError
from tiegraph.options import check_free, console, say
from tiegraph.screening_options import screening_options

if TYPE_CHECKING:
    from tiegraph.screen import Screening
    from tiegraph.screen.identity import Identity

_ENDINGS = {".csv": "csv", ".json": "json", ".html": "html", ".htm": "html", ".xlsx": "xlsx"}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def screen() -> None:
    """Look up every row of a FILE: institutions, papers or people.

    Each row is a match, for review, not found, or could not be checked, with the evidence. No score; "not found" is
    never a clearance.
    """


@screen.command()
@click.argument("file", type=_FILE)
@screening_options
@click.option("--years", type=click.IntRange(0), metavar="N", help="Leave out what ended more than N years before.")
@click.option("--partners", is_flag=True, help="Also the listed institutions that each one publishes with.")
@click.option("--yes", is_flag=True, help="Ask nothing: ids are taken as they are, names wait for review.")
@click.option(
    "--who",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write who each row was taken for, to be corrected and screened instead; ask about no list.",
)
def institutions(file: Path, yes: bool, who: Path | None, instance: str | None, **options: Any) -> None:
    """Look up the institutions of a CSV FILE: name with country, or a ROR or OpenAlex id.

    Headings such as name, country, ror are known. A row is known by its id, or by its exact name and country; who is
    known by name only stays for review until a person confirms it, here or in the file that --who writes.
    """
    if who is not None:
        _write_who(file, options["columns"], options["encoding"], who, options["force"], instance)
        return
    if not yes and not sys.stdin.isatty():
        raise UsageError("Nobody can be asked here who the rows are: add --yes, and names will wait for review.")
    _screen("institutions", file, instance, options, ask=not yes)


@screen.command()
@click.argument("file", type=_FILE)
@screening_options
@click.option(
    "--from",
    "kind",
    type=click.Choice(("bibtex", "ris", "csl-json", "orcid", "csv", "ids")),
    help="Form of FILE, where its ending does not say it; ids: one DOI or other id a line.",
)
@click.option("--years", type=click.IntRange(0), metavar="N", help="Only papers of the last N years.")
@click.option("--include-inferred", is_flag=True, help="Also affiliations that were only inferred.")
@click.option(
    "--fetch",
    is_flag=True,
    help="First fetch papers that are not loaded from OpenAlex, by DOI, and load them (wants OPENALEX_API_KEY).",
)
def papers(file: Path, fetch: bool, instance: str | None, **options: Any) -> None:
    """Look up the papers of a FILE: BibTeX, RIS, CSL-JSON, an ORCID record, CSV, or one id a line.

    A paper is known by its DOI, PubMed, arXiv or OpenAlex id, never by its title, and never left out for its number of
    authors. Of each: the institutions it prints that are on lists or of the DPRK, and whether it came out before or
    after they were listed.
    """
    if fetch:
        _complete(file, instance, options)
    _screen("papers", file, instance, options)


@screen.command()
@click.argument("file", type=_FILE)
@screening_options
@click.option("--years", type=click.IntRange(0), metavar="N", help="Only papers of the last N years.")
@click.option(
    "--affiliations",
    type=click.Choice(("any", "current", "past")),
    default="any",
    show_default=True,
    help="Which of the person's own: current are those of the twelve months before the newest paper that is loaded.",
)
@click.option("--include-inferred", is_flag=True, help="Also affiliations that were only inferred.")
def people(file: Path, instance: str | None, **options: Any) -> None:
    """Look up the persons of a CSV FILE, each by an ORCID or an OpenAlex id: a name alone is never searched for.

    Of each: the institutions on lists or of the DPRK that stand on the person's papers, and whether the person signs
    for them. A page has no ids of persons in it, only the lines of FILE.
    """
    _screen("people", file, instance, options)


def given_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given, as a run records them: one that was left as it is says nothing."""
    every = {**options, "columns": [f"{ours}={heading}" for ours, heading in options["columns"].items()]}
    # No years are a number of years, and no false.
    return {name: value for name, value in every.items() if value not in (None, (), [], "any") and value is not False}


def _screen(what: str, file: Path, instance: str | None, options: dict[str, Any], *, ask: bool = False) -> None:
    """Screen, print, and record the run: its parameters are all options but those of the output."""
    form = _free(options)
    out = {name: options.pop(name) for name in ("form", "output", "force", "most", "browser_params")}
    if out["browser_params"]:
        check_free(out["browser_params"], out["force"])
    given = given_of(options)
    from tiegraph.runs.keep import keep_screening
    from tiegraph.screen.again import QUESTIONS, screen_again, wanted_of
    from tiegraph.screen.identity import CHOSEN
    from tiegraph.screen.journal import Journal

    chosen: dict[int, str] = {}

    def confirm(identities: list[Identity]) -> list[Identity]:
        found = _confirm(identities) if ask else identities
        chosen.update((one.asked.line, one.institution.id) for one in found if one.institution and one.by == CHOSEN)
        return found

    with tiegraph.connect(instance) as kb:
        journal = Journal.of(kb, what, file, given)
        if journal.before:
            say(f"Going on where a screening of this file was stopped; steps done before: {journal.before:,}.")
        found = screen_again(kb, what, file, given, confirm, _told(), journal)
        run = keep_screening(kb, found, given, QUESTIONS[what], chosen)
        journal.done()
    _give(replace(found, run=run.id), form, out["output"], out["force"], out["most"])
    if out["browser_params"]:
        from tiegraph.screen.browser import script

        _write(out["browser_params"], script(found, wanted_of(given)))
        say(f"For Neo4j Browser: {out['browser_params']}.")
    say(f"Run {run.id}: `tiegraph rerun {run.id}` asks again and says what changed.")


def _complete(file: Path, instance: str | None, options: dict[str, Any]) -> None:
    """Complete papers from OpenAlex; where it gives none, the screening goes on with what is loaded."""
    from loader.errors import FetchError
    from tiegraph.screen.complete import complete

    _free(options)
    with tiegraph.connect(instance) as kb:
        try:
            complete(kb, file, options["kind"], options["columns"], options["encoding"], say)
        except FetchError as error:
            say(f"Not completed, and screened as it is: {error}")


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
    if form in ("html", "xlsx") and output is None:
        raise click.UsageError(f"{form} needs a file: add -o screening.{form}.")
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
        _write(output, render.content(found, form))
    if form != "text" or output is not None:
        say(found.summary)
    if output is not None:
        say(f"Written to {output}.")
    if form == "csv":
        # A file of rows has no place for what must stand under an answer.
        for line in (*found.notes, *found.warnings, *found.searched, *found.caveats):
            say(line)


def _write(output: Path | None, content: str | bytes) -> None:
    if output is None:
        sys.stdout.write(str(content))
        return
    from viz.whole import whole

    try:
        with whole(output) as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
