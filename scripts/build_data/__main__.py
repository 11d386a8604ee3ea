"""Builds the bundled data set `data/` from facts and publishers' files: `python -m scripts.build_data [SHARED]`.

Running it twice gives the same bytes. `data/README.md` says what each file holds and where it comes from; what was
decided by hand stands, with reasons, in `gazetteer_edits.py`, `statements.csv`, `rules.csv`, `claims.csv`,
`articles.csv` and `papers.py` here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from loader.cells import DATES_COLUMNS
from loader.records import Row
from loader.sources import SOURCES
from loader.sources import gazetteer as gazetteer_source
from loader.sources import papers as papers_source
from loader.sources import reports as reports_source
from loader.sources import rules as rules_source
from scripts.build_data import claims, figures, funders, gazetteer, lists, papers, registry, reports, rules, works
from scripts.build_data.tables import facts, write_json_lines, write_table
from tiegraph.report.claims import ARTICLE_COLUMNS, CLAIM_COLUMNS

ROOT = Path(__file__).parents[2]
#: The day the facts were last checked.
FACTS_AS_OF = "2026-11-24"
#: List id, source module, the publisher's file.
LISTS = (
    ("us-entity-list", "nsfreg", "bis/nsfreg_bis_entity_list.json"),
    ("us-ofac-ns-cmic", "nsfreg", "bis/nsfreg_ofac_nscmic.json"),
    ("us-dod-1260h", "nsfreg", "bis/nsfreg_dow_1260h.json"),
    ("jp-end-user-list", "meti", "jp_meti/end-user-list-2025-09-29.xlsx.gz"),
)
#: What is loaded, in this order: institutions before what names them.
MANIFEST = (
    ("gazetteer", "gazetteer.csv"),
    ("ror", "ror-extract.jsonl.gz"),
    *(("list-csv", f"lists/{list_id}.csv") for list_id, _, _ in LISTS),
    ("rules", "rules.csv"),
    ("papers", "papers/papers.csv"),
    ("openalex", "openalex-works.jsonl.gz"),
    ("reports", "reports.csv"),
    ("country-figures", "world/country-years.csv.gz"),
)
MANIFEST_COLUMNS = ("file", "source", "order", "records")
_ROR = re.compile(r"ror:(0\w{8})")


def main(shared: Path, data: Path) -> None:
    """Writes every file under `data` but `practice/` and `README.md`, reads all of them again, and prints counts."""
    known, files = shared / "facts", shared / "data"
    entries = gazetteer.entries(known)
    write_table(data / "gazetteer.csv", gazetteer_source.COLUMNS, gazetteer.rows(entries))
    institutions = papers.Institutions(known, entries)
    write_table(data / "papers/papers.csv", papers_source.PAPER_COLUMNS, papers.papers(known))
    signed = list(papers.authorships(known, institutions))
    write_table(data / "papers/authorships.csv", papers_source.AUTHORSHIP_COLUMNS, signed)
    statements = list(reports.rows(known))
    _refuse_persons(statements, reports.persons(known))
    write_table(data / "reports.csv", reports_source.COLUMNS, statements)
    write_table(data / "rules.csv", rules_source.COLUMNS, rules.rows(known))
    write_table(data / "claims/claims.csv", CLAIM_COLUMNS, claims.rows(known))
    write_table(data / "claims/articles.csv", ARTICLE_COLUMNS, claims.articles())
    for list_id, source, file in LISTS:
        read, written = lists.write(SOURCES[source], files / file, list_id, data / "lists")
        print(f"{list_id}: {read} entries read, {written} written, the same after reading them again")
    named = {f"https://ror.org/{match}" for row in (*signed, *statements) for match in _ROR.findall(str(row))}
    named |= {row["ror"] for row in facts(known / "C_foreign_institutions.csv")}
    write_json_lines(data / "ror-extract.jsonl.gz", registry.extract(files / "ror/records-subset.jsonl.gz", named))
    chosen = works.choose(files / "openalex/works-2026-02.jsonl.gz", _designated(known, files))
    write_json_lines(data / "openalex-works.jsonl.gz", chosen)
    print(f"funders: {funders.write(files / 'ror/records-subset.jsonl.gz', ROOT / 'loader/funders.csv')} public bodies")
    networks = files / "openalex/country-coauthorship"
    print(f"world totals: {figures.write(networks, data / 'world/country-years.csv.gz')} figures")
    _write_dates(files, data)
    _write_manifest(data)


def _designated(known: Path, files: Path) -> set[str]:
    """ROR addresses of institutions that a list names, as far as they were matched by hand."""
    by_hand = {row["ror_id"] for row in facts(files / "gold/designation-ror-dev.csv") if row["label"] == "match"}
    return by_hand | {row["ror"] for row in facts(known / "C_foreign_institutions.csv") if row["entity_list_ids"]}


def _refuse_persons(statements: list[dict[str, str]], persons: set[str]) -> None:
    for row in statements:
        for value in row.values():
            if found := [name for name in persons if name.casefold() in value.casefold()]:
                raise ValueError(f"{row['id']} names a person ({found[0]}): reports hold no names of persons")


def _write_dates(files: Path, data: Path) -> None:
    """DATES.csv in each folder of tables; the two JSON files carry the dates of their records themselves."""
    own = [{"file": file, "as_of": FACTS_AS_OF} for file in ("gazetteer.csv", "reports.csv", "rules.csv")]
    write_table(data / "DATES.csv", DATES_COLUMNS, own)
    write_table(data / "papers/DATES.csv", DATES_COLUMNS, [{"file": "papers.csv", "as_of": FACTS_AS_OF}])
    day = SOURCES["country-figures"].as_of(files / "openalex/country-coauthorship/WrldCo2023.net")
    write_table(data / "world/DATES.csv", DATES_COLUMNS, [{"file": "country-years.csv.gz", "as_of": str(day)}])
    listed = [
        {"file": f"{list_id}.csv", "as_of": str(SOURCES[source].as_of(files / file))} for list_id, source, file in LISTS
    ]
    write_table(data / "lists/DATES.csv", DATES_COLUMNS, listed)


def _write_manifest(data: Path) -> None:
    rows = []
    for order, (source, file) in enumerate(MANIFEST, 1):
        items = list(SOURCES[source].read(data / file))
        if rejected := [item for item in items if not isinstance(item, Row)]:
            raise ValueError(f"{file}, line {rejected[0].line}, {rejected[0].field}: {rejected[0].reason}")
        records = sum(isinstance(item, Row) and not item.side for item in items)
        rows.append({"file": file, "source": source, "order": str(order), "records": str(records)})
        size = (data / file).stat().st_size
        print(f"{file}: {records} records, {size / 1024:,.0f} kB")
    write_table(data / "manifest.csv", MANIFEST_COLUMNS, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared", ROOT / "data")
