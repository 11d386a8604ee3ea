"""Everybody whom the runs of a case name."""

from __future__ import annotations

from collections.abc import Sequence

from tiegraph.case.evidence import Evidence
from tiegraph.case.persons import Persons
from tiegraph.runs import Run

#: Kind of a list entry.
PERSON = "person"


def everybody(runs: Sequence[tuple[Run, Evidence]], how: str) -> Persons:
    """Everybody who is named in the runs and what they rest on, and the institutions whose names stay."""
    known = Persons(how)
    for _, found in runs:
        for one in found.institutions.values():
            body = one["institution"]
            known.keep(*(name for key in ("aliases", "native_names") for name in body.get(key) or ()), body["name"])
    for run, found in runs:
        for row in run.rows:
            known.learn(row)
        for name in ("author", "other_author"):
            if id := run.asked.get(name):
                known.known(str(id))
        for one in found.papers.values():
            known.keep(*(at["name"] for at in one["printed"] if at.get("name")))
            for author in one["authors"]:
                known.known(author["id"], str(author.get("name") or ""))
        for id, one in found.entries.items():
            entry = one["entry"]
            names = [entry["name"], *(entry.get("aliases") or ()), *(entry.get("former_names") or ())]
            if entry.get("kind") == PERSON:
                known.known(id, *names)
            else:
                known.keep(*names)
    return known
