"""The command line as a whole: exit codes, errors, what goes where."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest

from cypher.catalogue import catalogue
from tiegraph.cli import cli
from tiegraph.knowledge import KnowledgeBase

Run = Callable[..., Any]


def test_the_version_is_the_installed_one(tiegraph: Run) -> None:
    assert tiegraph("--version") == (0, f"tiegraph {version('tiegraph')}\n", "")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_says_what_it_does(tiegraph: Run, name: str) -> None:
    done = tiegraph(name, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: tiegraph {name}")


def test_a_wrong_command_or_option_is_wrong_usage(tiegraph: Run) -> None:
    assert tiegraph("aks").code == 2
    done = tiegraph("ask", "listed-to-dprk", "--lst", "any")
    assert done.code == 2
    assert "--list" in done.err
    assert done.out == ""


def test_an_error_is_one_sentence_and_its_trace_on_demand(tiegraph: Run) -> None:
    done = tiegraph("loads", "--instance", "nowhere")
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("Error: The local server 'nowhere' is not running")
    assert done.err.count("\n") == 1
    for words in (("-v", "loads"), ("loads", "-v")):
        traced = tiegraph(*words, "--instance", "nowhere")
        assert traced.code == 1
        assert "Traceback" in traced.err
        assert traced.err.endswith(done.err)


def test_an_instance_before_the_command_holds_for_it(tiegraph: Run, kb: KnowledgeBase) -> None:
    assert tiegraph("--instance", "test", "loads").out == tiegraph("loads", "--instance", "test").out
    assert tiegraph("--instance", "nowhere", "loads", "--instance", "test").code == 0


def test_the_server_of_the_environment_is_used(
    tiegraph: Run, kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", kb.connection.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    done = tiegraph("loads")
    assert done.code == 1
    assert "refuses user neo4j" in done.err
    assert "wrong" not in done.err
    monkeypatch.setenv("NEO4J_PASSWORD", kb.connection.password)
    assert tiegraph("loads").code == 0


def test_an_address_that_no_driver_takes_is_told_in_a_sentence(tiegraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    for address, expected in (
        ("http://localhost:7474", "that is Neo4j Browser's address; use bolt://"),
        ("HTTPS://localhost:7473", "that is Neo4j Browser's address; use bolt://"),
        ("localhost:7687", "is not a Neo4j address; use bolt://host:port"),
        ("bolt+tls://localhost:7687", "is not a Neo4j address; use bolt://host:port"),
    ):
        monkeypatch.setenv("NEO4J_URI", address)
        done = tiegraph("loads")
        assert (done.code, done.err.count("\n")) == (1, 1)
        assert done.err.startswith(f"Error: {address} ")
        assert expected in done.err


def test_the_doctor_looks_at_the_instance_before_its_name(tiegraph: Run, kb: KnowledgeBase) -> None:
    for words in (("--instance", "test", "doctor", "-v"), ("doctor", "--instance", "test")):
        done = tiegraph(*words)
        assert f"{kb.connection.uri}, database neo4j (local server 'test') answers" in done.out
    assert "'nowhere' is not running" in tiegraph("--instance", "nowhere", "doctor").out


def test_no_option_takes_a_password() -> None:
    options = [option for command in cli.commands.values() for parameter in command.params for option in parameter.opts]
    assert not [option for option in options if "pass" in option]


def test_a_reader_that_has_enough_is_no_error(kb: KnowledgeBase) -> None:
    command = [sys.executable, "-c", "from tiegraph.cli import main; main()", "questions", "listed-to-dprk"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_help_of_a_question_needs_neither_driver_nor_data_frames() -> None:
    code = (
        "import sys\nfrom tiegraph.cli import run\nrun(['ask', 'listed-to-dprk', '--help'])\n"
        "print(sorted({'neo4j', 'pandas', 'pyvis', 'rich.table', 'openpyxl'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tiegraph ask lis", "listed-to-dprk"),
        ("tiegraph ask listed-to-dprk --list us-e", "us-entity-list"),
        ("tiegraph ask listed-to-dprk --links s", "strict"),
        ("tiegraph ask listed-to-dprk --topic ", "AI"),
        ("tiegraph ask bridge-authors --country K", "KP"),
        ("tiegraph load open", "openalex"),
        ("tiegraph questions pap", "papers-between"),
    ],
)
def test_the_shell_completes(line: str, expected: str) -> None:
    asked = {"_TIEGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    command = [sys.executable, "-c", "import sys; sys.argv[0] = 'tiegraph'; from tiegraph.cli import main; main()"]
    done = subprocess.run(command, env={**os.environ, **asked}, capture_output=True, text=True, check=False)
    assert f"plain,{expected}" in done.stdout.split("\n"), done.stderr


def test_questions_lists_all_and_tells_one(tiegraph: Run) -> None:
    listed = tiegraph("questions").out
    assert all(id in listed for id in catalogue())
    for id, question in catalogue().items():
        words = " ".join(tiegraph("questions", id).out.split())
        assert all(column.meaning in words for column in question.columns)
        assert all(f"--{parameter.name.replace('_', '-')} " in words for parameter in question.parameters)
    assert tiegraph("questions", "listed-to-dprc").code == 2


def test_sources_tells_terms_and_what_is_missing(tiegraph: Run) -> None:
    done = tiegraph("sources")
    assert done.code == 0
    assert "openalex" in done.out
    assert "CC0" in done.out
    assert "Named Research Organizations" in done.out
