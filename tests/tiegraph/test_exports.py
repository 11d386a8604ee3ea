"""Answers as files for other programs, each opened again by a program that reads its format."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pytest

from cypher.catalogue import question
from cypher.result import Edge, Node, Result, Subgraph
from tiegraph import stream
from tiegraph.answer import Answer
from tiegraph.cli import run
from tiegraph.graphs import to_networkx
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance
from tiegraph.render.formats import FORMATS, content
from tiegraph.render.graph_files import gexf, graphml
from tiegraph.render.script import script
from tiegraph.runs import find

Run = Callable[..., Any]
WORDS = ("ask", "listed-to-dprk", "--list", "any", "--instance", "test")
ODD = 'Odd \x0b "; DROP \ud800 </node> \u2028 {x: 1}'


def test_every_format_holds_the_same_rows_and_ids(tiegraph: Run, kb: KnowledgeBase, tmp_path: Path) -> None:
    answer = kb.ask("listed-to-dprk", list="any")
    columns = list(answer.columns)
    for kind in FORMATS.values():
        done = tiegraph(*WORDS, "-o", str(tmp_path / f"answer{kind.suffix}"), "--force")
        assert (done.code, done.out) == (0, "")
        assert f"{len(answer)} rows" in done.err

    def read(suffix: str) -> str:
        return (tmp_path / f"answer{suffix}").read_text(encoding="utf-8")

    of_csv = list(csv.DictReader(io.StringIO(read(".csv"), newline="")))
    of_jsonl = [json.loads(line) for line in read(".jsonl").splitlines()]
    # Each names the record of its run.
    assert {find(row["run"]).count for row in of_csv} == {len(answer)}
    about = openpyxl.load_workbook(tmp_path / "answer.xlsx")["about"].iter_rows(values_only=True)
    of_xlsx = next(str(row[1]) for row in about if row[0] == "run")
    assert {find(one).what for one in (of_xlsx, json.loads(read(".json"))["run"])} == {answer.question.id}
    assert find(re.findall(r"\b\d{8}-\d{6}-[0-9a-f]{4}\b", read(".html"))[0]).count == len(answer)
    assert json.loads(read(".json"))["rows"] == of_jsonl
    assert len(of_csv) == len(of_jsonl) == len(answer) > 10
    for ours, one, line in zip(answer.rows, of_csv, of_jsonl, strict=True):
        assert list(one)[:-1] == list(line) == columns
        assert line["designations"] == ours["designations"]
        assert line["paper_ids"] == ours["paper_ids"]
        assert one["designations"] == " | ".join(ours["designations"])
        assert one["paper_ids"] == " | ".join(ours["paper_ids"])
        first = ours["first"].isoformat() if ours["first"] else None
        assert line["first"] == first
        assert one["first"] == (first or "")

    book = openpyxl.load_workbook(tmp_path / "answer.xlsx")
    assert book.sheetnames == ["listed-to-dprk", "reported-leads", "about"]
    head, *rows = book["listed-to-dprk"].iter_rows(values_only=True)
    assert list(head) == columns
    assert len(rows) == len(answer)
    at = {name: columns.index(name) for name in columns}
    for ours, cells in zip(answer.rows, rows, strict=True):
        assert cells[at["partner_id"]] == ours["partner_id"]
        assert cells[at["papers"]] == ours["papers"]
        assert cells[at["first"]] == (ours["first"] and datetime.combine(ours["first"], datetime.min.time()))
    said = [text for _, text in book["about"].iter_rows(values_only=True)]
    assert set(answer.caveats) <= set(said)

    nodes, edges = {node.id for node in answer.graph.nodes}, {edge.id for edge in answer.graph.edges}
    for made in (networkx.read_graphml(tmp_path / "answer.graphml"), networkx.read_gexf(tmp_path / "answer.gexf")):
        assert set(made.nodes) == nodes
        assert len(made.edges) == len(edges)
    assert set(networkx.read_graphml(tmp_path / "answer.graphml").nodes) == set(answer.to_networkx().nodes)
    assert {key for _, _, key in answer.to_networkx().edges(keys=True)} == edges
    assert "<!doctype html>" in read(".html")

    # Every statement finds what it would make, so the graph stays as it is.
    def everything() -> list[Any]:
        both = "MATCH (n) RETURN {l: labels(n), p: properties(n)} AS one UNION ALL MATCH ()-[r]->() "
        both += "RETURN {l: [type(r)], p: properties(r)} AS one"
        return sorted(repr(row) for row in kb.client.read(both).rows)

    before = everything()
    statements = [text for text in read(".cypher").split(";\n") if text.strip()]
    for text in statements:
        kb.client.execute(text)
    assert len(statements) > 8
    assert everything() == before


def test_what_looks_like_a_formula_or_breaks_xml_is_text_in_every_file(tmp_path: Path) -> None:
    asked = question("papers-between")
    blank = {column.name: [] if column.type == "texts" else None for column in asked.columns}
    row = {**blank, "paper": "=cmd|' /C calc'!A0", "title": ODD, "strings": ["+1", "x" * 40_000]}
    graph = Subgraph(
        (
            Node("doi:=1", "Paper", {"id": "doi:=1", "title": ODD, "date_min": date(2018, 1, 1), "retracted": True}),
            Node("kp:a", "Institution", {"id": "kp:a", "name": "@a", "aliases": ["x", "y"]}, ("Designated",)),
        ),
        tuple(
            Edge(f"doi:=1|LISTS|kp:a|{n}", "doi:=1", "kp:a", "LISTS", {"scores": [0.5], "methods": [ODD]}) for n in "12"
        ),
    )
    made = Answer(asked, asked.bind(institution="kp:a", other="kp:b"), Result(tuple(row), [row], graph))
    (tmp_path / "a.xlsx").write_bytes(content(made, "xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["papers-between"]
    formula, long = (sheet.cell(2, 1 + list(row).index(name)) for name in ("paper", "strings"))
    assert (formula.value, formula.data_type, formula.quotePrefix) == ("=cmd|' /C calc'!A0", "s", True)
    assert long.value.startswith("+1 | xxx")
    assert len(long.value) == 32_767
    assert "--format json has all" in long.value

    shown = ODD.replace("\x0b", "\ufffd").replace("\ud800", "\ufffd")
    for read, written in ((networkx.read_graphml, graphml(graph)), (networkx.read_gexf, gexf(graph))):
        again = read(io.BytesIO(written))
        assert again.nodes["doi:=1"]["title"] == shown
        assert again.nodes["doi:=1"]["date_min"] == "2018-01-01"
        assert again.nodes["doi:=1"]["retracted"] is True
        assert again.nodes["kp:a"]["aliases"] == "x | y"
        assert again.nodes["kp:a"]["node_type"] == "Institution"
        assert len(again.edges) == 2
    typed = to_networkx(graph)
    assert typed.nodes["doi:=1"]["date_min"] == date(2018, 1, 1)
    assert typed.nodes["kp:a"]["also"] == ["Designated"]
    assert "\n// two lines\n" in script(graph, ("one", "two\nlines"))


def test_a_workbook_is_not_for_a_terminal(tiegraph: Run, monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    done = tiegraph(*WORDS, "--format", "xlsx")
    assert (done.code, done.out) == (2, "")
    assert "xlsx is no text: name a file with -o, such as answer.xlsx." in done.err


def test_rows_come_one_at_a_time_and_memory_stays_flat(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = kb.ask("listed-to-dprk", list="any")
    rows = kb.stream("listed-to-dprk", list="any", max_paths=0)
    assert [list(row.values()) for row in rows] == [list(row.values()) for row in answer.rows]
    assert rows.count == len(answer)
    assert rows.notes() == (*map(str, answer.warnings), *answer.searched, *answer.caveats)
    monkeypatch.setattr(stream, "WATCHED_ROWS", 3)
    rows = kb.stream("listed-to-dprk", list="any", max_paths=0)
    for _ in rows:
        pass
    assert any("told for the first 3 rows" in line for line in rows.notes())

    many = kb.client.each("UNWIND range(1, 60000) AS n RETURN n, 'a text of some length ' + n AS text")
    next(many)
    tracemalloc.start()
    try:
        assert sum(1 for _ in many) == 59_999
        # A batch of the driver is 5,000 rows; all of them would take 20 MB.
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


@pytest.fixture
def cut(server: Instance) -> Iterator[str]:
    """The address of a wire to the server that breaks once a large answer has begun to come."""
    host, _, port = server.connection()[0].rpartition("//")[2].partition(":")
    listener = socket.create_server(("127.0.0.1", 0))

    def carry(source: socket.socket, target: socket.socket, most: int) -> None:
        sent = 0
        try:
            while sent < most and (data := source.recv(65_536)[: most - sent]):
                target.sendall(data)
                sent += len(data)
        except OSError:
            pass
        for end in (source, target):
            # Closing alone says nothing to the other side while a thread still reads here.
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def accept() -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection((host, int(port)))
            threading.Thread(target=carry, args=(near, far, 2**62), daemon=True).start()
            threading.Thread(target=carry, args=(far, near, 6_000), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_server_that_goes_in_the_middle_of_an_answer_is_one_sentence_and_no_file(
    cut: str,
    kb: KnowledgeBase,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    monkeypatch.setenv("NEO4J_URI", cut)
    monkeypatch.setenv("NEO4J_PASSWORD", kb.connection.password)
    assert run(["ask", *WORDS[1:4], "--format", form, "-o", str(tmp_path / "x")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Error: ")
    assert said.count("\n") == 1
    assert cut in said
    assert list(tmp_path.iterdir()) == []
