"""papers/papers.csv and papers/authorships.csv: the cited papers, and who signed from where on what basis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from loader.identifiers import doi, ror
from scripts.build_data import gazetteer_edits
from scripts.build_data.gazetteer import Entry
from scripts.build_data.tables import facts, places

PAPER_FILES = ("D_papers.csv", "D_papers_2.csv")
AUTHOR_FILES = ("D_paper_authors.csv", "D_paper_authors_2.csv")

#: What P002's page prints for two universities; its facts say so in a note, and give what they were read as.
_AS_PRINTED = {
    ("P002", "Kim Il Sung University"): "Kim Song Univ",
    ("P002", "Hangzhou Dianzi University"): "Zhejiang Dianzi Univ",
}
#: Affiliations without a known author whose string B_dprk_affiliation_strings.csv holds in full.
_IN_FULL = {
    "Pyongyang University of Architecture (Company of Green Technology)": (
        "Company of Green Technology, Pyongyang University of Architecture, Thapje Street, Pyongyang, "
        "Democratic People's Republic of Korea"
    ),
}
#: Names that cited papers give to institutions, and the names these have in our files.
_SAME = {
    "Max Born Institute, Berlin": "Max Born Institute",
    "US Geological Survey, Menlo Park": "United States Geological Survey",
    "Environmental Education Media Project, Beijing": "Environmental Education Media Project",
    "PIINTEC, Pyongyang": "Pyongyang International Information Centre of New Technology and Economy",
    # Both lists print "China Unicom" as an alias of this entry, and of no other; it has no id before they are loaded.
    "China Unicom": "China United Network Communications Group Co., Ltd.",
}
#: Lists of authors that are known, or not known not, to go on: read as "et al.", on one author's page, in a news item.
_LIST_NOT_READ_TO_ITS_END = frozenset(
    ("P003", "P017", "P018", "P020", "P021", "P022", "P023", "P025", "P103", "P104", "P106", "P107", "P108", "P111")
)
_TITLE_REMARK = re.compile(r"\s*\((title [^()]*)\)\s*")
_UNIT = re.compile(r"(?P<institution>.+?) \((?P<unit>.+)\)")
_READ = re.compile(r"high \([^)]*affiliation")
#: What a note says of a person's nationality, or of how its page was cut, is not passed on.
_NOT_FOR_NOTES = re.compile(r";[^;]*is a DPRK national[^;]*| \(sentence cut\)")
_COMPOSED = "string composed from unit and institution"


class Institutions:
    """What an institution's name in the facts stands for: an id of our files, or the name itself."""

    def __init__(self, folder: Path, entries: list[Entry]) -> None:
        self._ids = {entry.name: entry.id for entry in entries}
        for row in gazetteer_edits.ABROAD:
            self._ids[row["name"]] = row["id"]
        for row in facts(folder / "C_foreign_institutions.csv"):
            identity = ror(row["ror"])
            if identity:
                self._ids[row["name"]] = identity

    def read_as(self, name: str, unit: str = "") -> str:
        """Id of the institution; of its unit where that is an institution of its own; else the name."""
        own = f"{name}, {unit.split(', ')[0]}"
        if own in self._ids and name == "State Academy of Sciences":
            return self._ids[own]
        known = _SAME.get(name, name)
        return self._ids.get(known, known)


def authorships(folder: Path, institutions: Institutions) -> Iterator[dict[str, str]]:
    """The rows of authorships.csv, by paper."""
    rows = [row for file in AUTHOR_FILES for row in facts(folder / file)]
    for paper in (row for file in PAPER_FILES for row in facts(folder / file)):
        own = [row for row in rows if row["paper_id"] == paper["id"]]
        for row in own:
            yield _authorship(row, institutions)
        if not any(row["institution"] for row in own):
            yield from _unplaced(paper, own, institutions)


def papers(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of papers.csv."""
    authors = [row for file in AUTHOR_FILES for row in facts(folder / file)]
    for row in (row for file in PAPER_FILES for row in facts(folder / file)):
        listed = len({author["position"] or author["author"] for author in authors if author["paper_id"] == row["id"]})
        cut = row["id"] in _LIST_NOT_READ_TO_ITS_END
        title, remarks = _title(row["title"])
        date, date_remark = _date(row)
        if row["foreign_country"] and not row["foreign_affiliations"]:
            remarks.append(f"foreign side: only the country was read: {row['foreign_country']}")
        notes = [*remarks, date_remark, _NOT_FOR_NOTES.sub("", row["note"])]
        if row["doi"] and doi(row["doi"]) is None:
            raise ValueError(f"{row['id']}: {row['doi']} is not a DOI")
        yield {
            "id": row["id"],
            "doi": row["doi"].lower(),
            "arxiv": row["arxiv"],
            "pmid": row["pmid"],
            "pmcid": row["pmcid"],
            "title": title,
            "date": date,
            "venue": row["venue"],
            "type": _type(row),
            "field": row["field"],
            "retracted": "yes" if "nature Retraction" in row["note"] else "",
            "n_authors": str(listed) if listed and not cut else "",
            "truncated": "yes" if cut else "",
            "address": " ; ".join(places(row["source"])),
            "note": "; ".join(note for note in notes if note),
        }


def _authorship(row: dict[str, str], institutions: Institutions) -> dict[str, str]:
    read = {"paper": row["paper_id"], "position": row["position"] or "1", "name": row["author"]}
    source = " ; ".join(places(row["source"]))
    institution = row["institution"]
    if not institution:
        return {**read, "source": source}
    printed = row.get("raw_affiliation", "")
    if not printed:
        name = _AS_PRINTED.get((row["paper_id"], institution), institution)
        printed = _compose(name, row["unit"])
        source = f"{source} ({_COMPOSED})"
    return {
        **read,
        "affiliation": printed,
        "read_as": institutions.read_as(institution, row["unit"]),
        "basis": "printed" if row["affiliation_basis"].startswith("read") else "inferred",
        "source": source,
    }


def _unplaced(
    paper: dict[str, str], authors: list[dict[str, str]], institutions: Institutions
) -> Iterator[dict[str, str]]:
    """Institutions that the paper prints without saying, or without our having read, whose they are."""
    read = any("list read" in row["affiliation_basis"] for row in authors) or _READ.match(paper["confidence"])
    source = " ; ".join(places(paper["source"]))
    for text in (*paper["dprk_affiliations"].split("; "), *paper["foreign_affiliations"].split("; ")):
        if not text:
            continue
        match = _UNIT.fullmatch(text)
        name, unit = (match["institution"], match["unit"]) if match else (text, "")
        printed = _IN_FULL.get(text) or _compose(name, unit)
        yield {
            "paper": paper["id"],
            "affiliation": printed,
            "read_as": institutions.read_as(name),
            "basis": "printed" if read else "inferred",
            "source": source if text in _IN_FULL else f"{source} ({_COMPOSED})",
        }


def _compose(institution: str, unit: str) -> str:
    """`[Institute of Lasers, State Academy of Sciences, Unjong, Pyongyang]`: in an editor's brackets, since the words
    were read and the string was not kept. A unit's places come last."""
    part, _, place = unit.partition(", ")
    return f"[{', '.join(word for word in (part, institution, place) if word)}]"


def _title(text: str) -> tuple[str, list[str]]:
    remarks = _TITLE_REMARK.findall(text)
    if "title not kept" in remarks:
        return "", [f"title not kept; a {_TITLE_REMARK.sub('', text).strip()}"]
    remarks = ["the title goes on" if remark.endswith("continues") else remark for remark in remarks]
    return _TITLE_REMARK.sub("", text).strip(), remarks


def _date(row: dict[str, str]) -> tuple[str, str]:
    """The date of publication, and what else the facts say of dates: a day of acceptance is none of publication."""
    text = row["date"]
    if not text:
        return row["year"], ""
    if text.startswith("accepted"):
        return row["year"], text
    return text.removeprefix("published ").removeprefix("online ").removeprefix("web ").replace(" to ", ".."), ""


def _type(row: dict[str, str]) -> str:
    if row["venue"] == "arXiv":
        return "preprint"
    if "Symposium" in row["venue"]:
        return "conference-paper"
    return "article" if row["venue"] or row["doi"] else ""
