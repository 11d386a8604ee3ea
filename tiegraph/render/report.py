"""A report on a terminal, as a table, as CSV, JSON, Markdown, or as a page of its own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from rich.console import Console
from rich.text import Text

from tiegraph.render import trimmed
from tiegraph.render.cells import cell
from tiegraph.render.fields import printable
from tiegraph.render.lines import hanging
from tiegraph.render.table import show_notes
from tiegraph.render.text import markdown_text
from tiegraph.report import Report, Row

HEADINGS = ("Claim", "Published figure", "Our count", "Difference", "Why it may differ", "Asked with")
_COLUMNS = (
    "id", "study", "claim", "published", "count", "our_count", "difference", "why_it_may_differ", "asked_with",
    "counted", "confidence", "sources",
)  # fmt: skip
_COVERS, _CAVEATS = "How much of the literature is loaded", "What this does not say"


def write(report: Report, form: str, console: Console) -> None:
    """Write a report as `text`, `table`, `csv`, `json`, `md` or `html`. Raises KeyError for another form."""
    if form in ("text", "table"):
        with trimmed(console):
            _show(report, console, table=form == "table")
        return
    writers: dict[str, Callable[[Report], str]] = {"csv": _csv, "json": _json, "md": _markdown, "html": _html}
    console.file.write(writers[form](report))


def _show(report: Report, console: Console, *, table: bool) -> None:
    article = report.article
    hanging(console, Text(printable(article.title), "bold cyan"))
    hanging(console, Text(printable(f"{article.publisher}. {'; '.join(article.studies)}."), "italic"))
    hanging(console, Text(printable(f"It searched {article.database}. {article.note}"), "italic"))
    console.print()
    show_notes(_COVERS, report.covers, console)
    if table:
        _table(report, console)
    else:
        for row in report.rows:
            _card(row, console)
    hanging(console, Text(f"{report.summary}.", "bold"))
    console.print()
    show_notes(_CAVEATS, report.caveats, console)


def _card(row: Row, console: Console) -> None:
    hanging(console, Text(printable(f"{row.claim.claim} ({row.claim.study})"), "bold"), 2, "▪")
    lines = [
        ("published", row.claim.published),
        ("our count", row.our),
        ("difference", row.difference),
        ("none found", row.held),
        ("why it may differ" if row.claim.asked else "why", row.claim.differs),
        ("asked with", row.asked),
    ]
    for label, value in lines:
        if value:
            hanging(console, Text.assemble((f"{label} ", "dim"), printable(value)), 4)
    console.print()


def _table(report: Report, console: Console) -> None:
    from rich import box
    from rich.table import Table

    found = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for heading in HEADINGS[:4]:
        found.add_column(heading, overflow="fold")
    for row in report.rows:
        found.add_row(*map(Text, _cells(row)[:4]))
    console.print(found)
    console.print()


def _cells(row: Row) -> list[str]:
    claim = row.claim
    return [printable(text) for text in (claim.claim, claim.published, row.our, row.difference, _why(row), row.asked)]


def _why(row: Row) -> str:
    return f"{row.held} {row.claim.differs}".strip()


def _facts(row: Row) -> dict[str, Any]:
    claim = row.claim
    values = (
        claim.id, claim.study, claim.claim, claim.published, row.count, row.our, row.difference, _why(row),
        row.command, claim.measure.words if claim.measure else "", claim.confidence, list(claim.sources),
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


def _csv(report: Report) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([cell(value) for value in _facts(row).values()] for row in report.rows)
    return out.getvalue()


def _json(report: Report) -> str:
    article = report.article
    facts = {
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "studies": article.studies,
        "database": article.database,
        "note": article.note,
        "covers": report.covers,
        "rows": [_facts(row) for row in report.rows],
        "summary": report.summary,
        "caveats": report.caveats,
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def _markdown(report: Report) -> str:
    return "\n".join(_markdown_lines(report)) + "\n"


def _markdown_lines(report: Report) -> Iterator[str]:
    article = report.article
    yield f"# {markdown_text(article.title)}"
    yield ""
    yield markdown_text(
        f"{article.publisher}. {'; '.join(article.studies)}. It searched {article.database}. {article.note}"
    )
    yield ""
    for heading, lines in ((_COVERS, report.covers), ("", ()), (_CAVEATS, report.caveats)):
        if not heading:
            yield f"| {' | '.join(HEADINGS)} |"
            yield f"|{' --- |' * len(HEADINGS)}"
            yield from (f"| {' | '.join(map(markdown_text, _cells(row)))} |" for row in report.rows)
            yield ""
            yield f"**{markdown_text(report.summary)}.**"
        else:
            yield f"## {heading}"
            yield ""
            yield from (f"- {markdown_text(line)}" for line in lines)
        yield ""


_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;"
    "padding:0 1rem}"
    "h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:1.8rem}body>p{max-width:70ch}"
    "table{border-collapse:collapse}th,td{border-bottom:1px solid #8888;padding:.4rem .6rem;text-align:left;"
    "vertical-align:top}code{font-size:.85em;overflow-wrap:anywhere}td:nth-child(n+2):nth-child(-n+4){min-width:7rem}"
    "td:last-child{min-width:15rem}"
    # A phone has no room for columns: each claim stands on its own, its values under their headings.
    "@media(max-width:50rem){thead{display:none}table,tbody,tr,td{display:block}tr{border-bottom:2px solid #8888;"
    "padding:.8rem 0}td,td:nth-child(n){min-width:0}td{border:0;padding:.15rem 0}td:first-child{font-weight:600}"
    "td:empty{display:none}"
    "td[data-head]:before{content:attr(data-head);display:block;font-size:.8rem;opacity:.75}}"
    "@media print{body{margin:0;max-width:none;font-size:9pt}tr{break-inside:avoid}}"
)


def _html(report: Report) -> str:
    """A page without script that needs no network."""
    article = report.article
    head = "".join(f"<th scope=col>{heading}</th>" for heading in HEADINGS)
    body = "".join(f"<tr>{''.join(_html_cells(row))}</tr>" for row in report.rows)
    about = f"{article.publisher}. {'; '.join(article.studies)}. It searched {article.database}. {article.note}"
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width">'
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{_safe(article.title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{_safe(article.title)}</h1><p>{_safe(about)}</p>"
        f"<h2>{_COVERS}</h2>{_html_list(report.covers)}"
        f"<h2>Claims</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"<p><strong>{_safe(report.summary)}.</strong></p>"
        f"<h2>{_CAVEATS}</h2>{_html_list(report.caveats)}</body></html>\n"
    )


def _html_cells(row: Row) -> Iterator[str]:
    claim, *texts, command = _cells(row)
    yield f"<td>{escape(claim)}</td>"
    for heading, text in zip(HEADINGS[1:], texts, strict=False):
        yield f'<td data-head="{heading}">{escape(text)}</td>' if text else "<td></td>"
    yield f'<td data-head="{HEADINGS[-1]}"><code>{escape(command)}</code></td>' if command else "<td></td>"


def _html_list(lines: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{_safe(line)}</li>' for line in lines)}</ul>"


def _safe(text: str) -> str:
    return escape(printable(text))
