"""How fast a list is loaded, beside followthemoney-graph (MIT), on one server in one run.

`python -m bench.lists FILE` loads a file of OFAC's SDN list as `tiegraph load ofac` does, then the same entries as
FollowTheMoney entities with `ftmg load`, names as nodes of their own as its guide shows. Both start from files, into an
empty database, on a server that has loaded the list once already. The peer needs Python 3.12 or newer: one that is on
the PATH gets it, by pip, into a folder of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tiegraph
from cypher.client import Client
from loader.records import Designation, Row
from loader.sources import SOURCES
from tiegraph.local import Instance

INSTANCE = "bench-lists"
_PEER = "followthemoney-graph==0.1.0"
_OURS, _THEIRS = "`tiegraph load ofac`", "`ftmg load` (followthemoney-graph 0.1.0)"
_PYTHONS = ("python3.14", "python3.13", "python3.12")
_SCHEMATA = {"person": "Person", "vessel": "Vessel", "aircraft": "Airplane", "organisation": "Organization"}
_CONFIG = """db:
  url: {uri}
  username: {user}
  password: {password}
nodes:
  types:
    name:
      reify: true
"""


def entities(entries: Sequence[Designation]) -> list[dict[str, Any]]:
    """Each entry as FollowTheMoney has it: who it is about, and the sanction."""
    found = []
    for entry in entries:
        about = {
            "id": entry.id,
            "schema": _SCHEMATA.get(entry.kind, "LegalEntity"),
            "properties": {
                "name": [entry.name],
                "alias": [*entry.aliases, *entry.native_names],
                "country": list(entry.countries),
                "address": list(entry.addresses),
                "notes": [one for one in (entry.remarks, *entry.notes) if one],
                "topics": ["sanction"],
            },
        }
        sanction = {
            "id": f"{entry.id}/sanction",
            "schema": "Sanction",
            "properties": {"entity": [entry.id], "program": list(entry.programs), "authority": [entry.list]},
        }
        found += [about, sanction]
    return found


def _install(folder: Path) -> Path:
    python = next((found for name in _PYTHONS if (found := shutil.which(name)) and _runs(found)), None)
    if python is None:
        sys.exit("The peer needs Python 3.12 or newer on the PATH: install it, or leave this out.")
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, _PEER, "neo4j-rust-ext"], check=True)
    return folder / "bin" / "ftmg"


def _runs(python: str) -> bool:
    return subprocess.run([python, "-c", ""], capture_output=True).returncode == 0


def _empty(client: Client) -> None:
    client.execute("MATCH (n) WHERE NOT n:Model CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")


def _counts(client: Client) -> tuple[int, int]:
    row = client.read(
        "RETURN COUNT { MATCH (n) WHERE NOT n:Model RETURN n } AS nodes, COUNT { ()-->() } AS relationships"
    ).rows[0]
    return row["nodes"], row["relationships"]


def section(path: Path, rounds: int = 2) -> str:
    """The rows of a table for `bench.load`. Exits where the peer cannot be installed."""
    entries = [
        item.record
        for item in SOURCES["ofac"].read(path)
        if isinstance(item, Row) and isinstance(item.record, Designation)
    ]
    instance = Instance(INSTANCE)
    with TemporaryDirectory(prefix="bench-lists-") as temporary:
        folder = Path(temporary)
        source, config = folder / "entities.ftm.json", folder / "config.yml"
        source.write_text("".join(json.dumps(one) + "\n" for one in entities(entries)), encoding="utf-8")
        peer = [str(_install(folder / "peer")), "load", str(config), "-d", str(source)]
        instance.start()
        uri, user, password = instance.connection()
        config.write_text(_CONFIG.format(uri=uri, user=user, password=password), encoding="utf-8")
        seconds = dict.fromkeys((_OURS, _THEIRS), float("inf"))
        found: dict[str, tuple[int, int]] = {}
        try:
            with Client.connect(uri, user, password) as client, tiegraph.connect(INSTANCE) as kb:
                for turn in range(rounds + 1):
                    for who in seconds:
                        _empty(client)
                        begun = time.perf_counter()
                        if who == _OURS:
                            kb.load("ofac", path, relink=False)
                        else:
                            subprocess.run(peer, check=True, capture_output=True)
                        if turn:
                            seconds[who] = min(seconds[who], time.perf_counter() - begun)
                        found[who] = _counts(client)
                subprocess.run(peer, check=True, capture_output=True)
                again = _counts(client)
        finally:
            instance.stop()
    rows = [
        f"| {who} | {len(entries) / took:,.0f} | {took:.1f} | {found[who][0]:,} | {found[who][1]:,} |"
        for who, took in seconds.items()
    ]
    return "\n".join(
        [
            f"## A list of {len(entries):,} entries, load average {os.getloadavg()[1]:.1f}",
            "",
            "| command | entries/s | seconds | nodes | relationships |",
            "|---|---:|---:|---:|---:|",
            *rows,
            "",
            f"* {seconds[_THEIRS] / seconds[_OURS]:.1f} × the peer. Its relationships are {again[1]:,} once the same",
            "  file is loaded a second time: the first load leaves the others out.",
            "",
        ]
    )


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(prog="python -m bench.lists", description=__doc__)
    asked.add_argument("file", type=Path)
    print(section(asked.parse_args().file))


if __name__ == "__main__":
    main()
