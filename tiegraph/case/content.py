"""The files of a case that is passed on, by name: what was asked, found and decided, and what it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from loader.source import AS_THE_LIST
from loader.sources import SOURCES
from tiegraph.case.columns import ENTRIES, PAPERS
from tiegraph.case.everybody import PERSON, everybody
from tiegraph.case.evidence import Evidence
from tiegraph.case.folder import DECISION, NOTE, Case, Entry
from tiegraph.case.persons import NAMES
from tiegraph.case.words import because, is_taken, parsed, period
from tiegraph.runs import Run

Runs = Sequence[tuple[Run, Evidence]]
Row = Mapping[str, Any]


class Content:
    """What stands in the files, with persons as `people` says. Raises `UsageError` for a `people` that is none."""

    def __init__(self, case: Case, people: str) -> None:
        self.case = case
        self.runs: Runs = case.runs()
        self.persons = everybody(self.runs, people)
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self.log = [self._said(one) for one in case.log()]

    @property
    def title(self) -> str:
        """What the case is about; empty where nobody said."""
        return self.persons.text(self.case.about.title)

    @property
    def notes(self) -> list[Entry]:
        return [one for one in self.log if one.kind == NOTE]

    @property
    def decisions(self) -> list[Entry]:
        return [one for one in self.log if one.kind == DECISION]

    def rows(self, run: Run) -> list[dict[str, Any]]:
        """The rows of a run."""
        if run.id not in self._rows:
            self._rows[run.id] = [self.persons.row(row, run) for row in run.rows]
        return self._rows[run.id]

    def file(self, run: Run) -> str | None:
        """What to call the file that was screened: its name can be that of a person."""
        if run.file is None:
            return None
        path = PurePath(run.file)
        return path.name if self.persons.how == NAMES else f"a file of {run.what} ({path.suffix or 'no ending'})"

    def record(self, run: Run) -> dict[str, Any]:
        """The run record, without what it says of this machine."""
        bare = msgspec.structs.replace(run, rows=[], summary="")
        shown: dict[str, Any] = self.persons.value(msgspec.to_builtins(bare))
        state = {name: value for name, value in shown["state"].items() if name not in ("database", "instance")}
        return {
            **shown, "state": state, "file": self.file(run), "summary": self.summary(run), "rows": self.rows(run)
        }  # fmt: skip

    def searches(self) -> list[Row]:
        """What was asked and screened, of what, with what."""
        return [
            {
                "run": run.id,
                "at": run.at,
                "kind": run.kind,
                "what": run.what,
                "asked": [f"{name}: {self.persons.value(value)}" for name, value in sorted(run.asked.items())],
                "as_of": run.as_of,
                "file": self.file(run),
                "file_sha256": run.file_sha256,
                "rows": run.count,
                "rows_sha256": run.sha256,
                "summary": self.summary(run),
                "questions": [f"{id}, sha256 {text}" for id, text in sorted(run.questions.items())],
                "judgements_sha256": run.state.judgements,
                "corrections_sha256": run.state.corrections,
                "version": run.state.version,
            }
            for run, _ in self.runs
        ]

    def summary(self, run: Run) -> str:
        """What came out, without the name of a file."""
        text = run.summary
        if run.file and (shown := self.file(run)):
            text = text.replace(PurePath(run.file).name, shown)
        return self.persons.text(text)

    def files(self) -> list[Row]:
        """The files that were loaded when the questions were asked."""
        rows: list[Row] = []
        for runs, load in _together((run.id, load["id"], load) for run, found in self.runs for load in found.loads):
            source = SOURCES.get(load["source"])
            may = source.redistributable if source else "unknown"
            for name, digest in zip(load["files"], load["sha256"], strict=True):
                rows.append(
                    {
                        "runs": runs,
                        "source": load["source"],
                        "title": source.title if source else None,
                        "file": name,
                        "sha256": digest,
                        "as_of": load.get("as_of"),
                        "loaded": str(load.get("started", ""))[:10],
                        "licence": load.get("licence"),
                        "may_be_passed_on": "as each list says" if may == AS_THE_LIST else may,
                    }
                )
        return rows

    def entries(self) -> list[Row]:
        """The list entries with all that they print. Of persons on lists only that they stand there."""
        return [self._entry(*one) for one in self._by_id("entries")]

    def list_rows(self) -> Iterator[Row]:
        """The publishers' rows behind the list entries, as they stand in the files."""
        for runs, id, one, found in self._by_id("entries"):
            entry = one["entry"]
            brought = self._brought(found, entry)
            about = {"runs": runs, "list": entry.get("list"), "entry": self.persons.text(id), **brought}
            if self._hidden(entry):
                yield {**about, "row": None, "left_out": "the entry is a person"}
                continue
            places = entry.get("rows") or []
            for at, raw in enumerate(entry.get("raw") or []):
                place = places[at] if at < len(places) else None
                yield {**about, "place": place, "row": self.persons.value(parsed(raw))}

    def papers(self) -> list[Row]:
        """The papers with their citations."""
        return [self._paper(*one) for one in self._by_id("papers")]

    def strings(self) -> list[Row]:
        """The affiliation strings that were read as institutions, and those that print the DPRK, as printed."""
        return [row for runs, id, one, _ in self._by_id("papers") for row in self._printed(runs, id, one)]

    def _printed(self, runs: list[str], id: str, one: Row) -> Iterator[Row]:
        """The strings of one paper."""
        signed = {author["position"]: author for author in one["authors"]}
        about = {"runs": runs, "paper": id, "doi": one["paper"].get("doi")}
        read: set[str] = set()
        for at in one["printed"]:
            parts = (at.get(part) or [] for part in ("strings", "bases", "methods", "positions"))
            for string, basis, method, position in zip(*parts, strict=False):
                read.add(string)
                yield {
                    **about,
                    "institution": at.get("name"),
                    "institution_id": at["institution"],
                    "string": self.persons.text(string),
                    "basis": basis,
                    "read_by": method or None,
                    "signed_by": self._signer(signed.get(position)),
                }
        unread = {
            **about,
            **dict.fromkeys(("institution", "institution_id", "basis")),
            "read_by": "country read from the string",
        }
        for author in one["authors"]:
            for string in author.get("strings") or ():
                if string not in read:
                    yield {**unread, "string": self.persons.text(string), "signed_by": self._signer(author)}

    def _entry(self, runs: list[str], id: str, one: Row, found: Evidence) -> Row:
        entry, list_ = one["entry"], (one["lists"] or [{}])[0]
        shown = {} if self._hidden(entry) else entry
        links = [link for link in one["links"] if link["link"].get("judgement") != "rejected"]
        row = {
            **{name: shown.get(name) for name in ENTRIES},
            **{name: list_.get(name) for name in ("title", "authority", "nature", "licence")},
            "runs": runs,
            "list": entry.get("list"),
            "entry": id,
            "name": entry.get("name"),
            "on_list": [period(each) for each in one["periods"]],
            "taken_for": [link["institution"] for link in links if is_taken(link)],
            "because": [because(link) for link in links],
            **self._brought(found, entry),
        }
        return dict(self.persons.value(row))

    def _paper(self, runs: list[str], id: str, one: Row, found: Evidence) -> Row:
        paper = one["paper"]
        row = {
            **{name: paper.get(name) for name in PAPERS},
            "runs": runs,
            "paper": id,
            "published_min": paper.get("date_min"),
            "published_max": paper.get("date_max"),
            "authors": paper.get("n_authors"),
            "retracted": bool(paper.get("retracted")),
            **self._brought(found, paper),
        }
        return {**dict(self.persons.value(row)), "citation": self.citation(id, one)}

    def citation(self, id: str, one: Row) -> str:
        """Authors where they are to be named, title, where and when published, where to find it."""
        paper, authors = one["paper"], one["authors"]
        names = [] if self.persons.how == "none" else [self._signer(author) for author in authors[:3]]
        if names and (paper.get("n_authors") or len(authors)) > len(names):
            names.append("et al.")
        address = f"https://doi.org/{paper['doi']}" if paper.get("doi") else paper.get("address") or id
        parts = [", ".join(map(str, names)), f"“{paper.get('title') or 'title not read'}”", paper.get("venue")]
        years = sorted({str(paper[name])[:4] for name in ("date_min", "date_max") if paper.get(name)})
        parts += ["–".join(years) or "no date", "retracted" if paper.get("retracted") else "", address]
        return ", ".join(part if part == address else self.persons.text(part) for part in parts if part)

    def _signer(self, author: Row | None) -> str | None:
        return self.persons.name(str(author.get("name") or ""), author["id"]) if author else None

    def _hidden(self, entry: Row) -> bool:
        return self.persons.how != NAMES and entry.get("kind") == PERSON

    def _brought(self, found: Evidence, of: Row) -> dict[str, Any]:
        """The files that brought something, with the sha256 of each and the day that it speaks for."""
        loads = [load for load in found.loads if load["id"] in (of.get("loads") or ())]
        return {
            "files": [name for load in loads for name in load["files"]],
            "sha256": [digest for load in loads for digest in load["sha256"]],
            "as_of": [load.get("as_of") or "" for load in loads for _ in load["files"]],
        }

    def _by_id(self, what: str) -> Iterator[tuple[list[str], str, Row, Evidence]]:
        """Each thing of the evidence with its runs: once, where it is the same in several of them."""
        evidence = {run.id: found for run, found in self.runs}
        given = ((run.id, id, one) for run, found in self.runs for id, one in sorted(getattr(found, what).items()))
        for runs, (id, one) in _together((run, f"{id} {_json(one)}", (id, one)) for run, id, one in given):
            yield runs, id, one, evidence[runs[0]]

    def _said(self, one: Entry) -> Entry:
        text, why, about = map(self.persons.text, (one.text, one.why, one.about))
        return msgspec.structs.replace(one, text=text, why=why, about=about)


def _together(given: Iterable[tuple[str, str, Any]]) -> Iterator[tuple[list[str], Any]]:
    """(run, key, value) with one key as one: the runs, and the first value."""
    found: dict[str, tuple[list[str], Any]] = {}
    for run, key, value in given:
        found.setdefault(key, ([], value))[0].append(run)
    yield from found.values()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
