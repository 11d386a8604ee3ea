"""The Python API on the practice world."""

from __future__ import annotations

import inspect
from datetime import datetime
from pathlib import Path

import pandas
import pytest

import tiegraph
from cypher.catalogue import catalogue
from cypher.client import Client, ConnectionFailed, WrongModel
from cypher.errors import UsageError
from cypher.statements import statement
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance, ServerNotRunning
from tiegraph.there import EmptyDatabase
from viz import PageError

AMBERFIELD, MOONHILL = "cur:amberfield-practice-university", "kp:moonhill-practice-university"


def test_an_answer_counts_each_paper_once(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="any")
    every = {id for row in answer.rows for id in row["paper_ids"]}
    assert answer.papers == len(every) < sum(row["papers"] for row in answer.rows)
    assert answer.summary.startswith(f"{len(answer)} rows")
    assert answer.summary.endswith(f"; {len(every)} papers in all (rows must not be added up)")


def test_lists_of_different_nature_and_the_dprk_side_stand_apart(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="any")
    tables = answer.tables()
    assert sum(len(table.rows) for table in tables) == len(answer)
    assert all(len({row["nature"] for row in table.rows}) == 1 for table in tables)
    headings = [table.heading for table in tables]
    assert len(headings) == len(set(headings))
    apart = [table.heading.startswith("Only the DPRK side is listed") for table in tables]
    assert apart == sorted(apart)
    assert any(apart)
    assert not all(apart)
    for table, alone in zip(tables, apart, strict=True):
        assert all((row["listed_side"] == "dprk") == alone for row in table.rows)


def test_leads_stand_beside_and_what_was_searched_under_the_answer(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="practice-controlled")
    assert [one.question.id for one in answer.beside] == ["reported-leads"]
    assert answer.beside[0].parameters["list"] == "practice-controlled"
    assert any("Practice List of Controlled Parties" in text for text in answer.searched)
    assert "Not found is not a clearance" in " ".join(answer.caveats)
    assert kb.ask("listed-to-dprk", list="practice-controlled", beside=False).searched == ()


def test_no_rows_are_not_found_in_a_number_of_papers(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="practice-controlled", topic="no such topic")
    assert len(answer) == 0
    assert answer.papers == 0
    papers = kb.client.read("MATCH (p:Paper) RETURN count(p) AS n").rows[0]["n"]
    assert answer.empty is not None
    assert answer.empty.startswith(
        "Asked with list practice-controlled, topic no such topic: no paper that was searched"
    )
    assert answer.empty.endswith(f"Not found in {papers} papers; that is never a clearance.")


def test_a_dataframe_has_the_declared_types(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="any")
    frame = answer.to_pandas()
    assert list(frame.columns) == list(answer.columns) == [column.name for column in answer.question.columns]
    assert len(frame) == len(answer)
    assert frame["papers"].dtype == "Int64"
    assert frame["first"].dtype.kind == "M"
    pair = frame[(frame.partner_id == AMBERFIELD) & (frame.dprk_id == MOONHILL) & (frame.list == "practice-controlled")]
    assert pair["listed_since_min"].item() == pandas.Timestamp(datetime(2019, 5, 21))
    assert isinstance(pair["paper_ids"].item(), list)
    assert frame["listed_since_min"].isna().any()


def test_an_empty_dataframe_has_the_same_columns_and_types(kb: KnowledgeBase) -> None:
    full = kb.ask("listed-to-dprk", list="any").to_pandas()
    empty = kb.ask("listed-to-dprk", list="any", topic="no such topic").to_pandas()
    assert len(empty) == 0
    assert dict(empty.dtypes) == dict(full.dtypes)


def test_the_graph_of_an_answer_is_what_its_rows_rest_on(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="practice-controlled")
    papers = {node.id for node in answer.graph.nodes if node.label == "Paper"}
    assert papers == {id for row in answer.rows for id in [*row["paper_ids"], *row["dual_ids"]]}
    assert kb.ask("listed-to-dprk", list="practice-controlled", max_paths=0).graph.nodes == ()


def test_the_cypher_of_an_answer_gives_its_rows(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="any", topic="AI")
    parameters, _, text = answer.cypher.partition("\n\n")
    assert parameters.startswith(':param list => "any";\n')
    assert "deep learning" in parameters
    assert kb.client.read(text, answer.parameters).rows == list(answer.rows)


def test_a_page_is_saved_once(kb: KnowledgeBase, tmp_path: Path) -> None:
    answer = kb.ask("listed-to-dprk", list="any")
    path = answer.save(tmp_path / "answer.html")
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(PageError, match="exists"):
        answer.save(path)
    answer.save(path, force=True)


def test_unknown_names_get_the_nearest(kb: KnowledgeBase) -> None:
    with pytest.raises(UsageError, match="did you mean listed-to-dprk"):
        kb.ask("listed-to-dprc")
    with pytest.raises(UsageError, match="did you mean list"):
        kb.ask("listed-to-dprk", lst="any")
    with pytest.raises(UsageError, match="did you mean practice-controlled"):
        kb.ask("listed-to-dprk", list="practise-controled")
    with pytest.raises(UsageError, match=rf"did you mean {AMBERFIELD} \(Amberfield Practice University\)"):
        kb.ask("institution-profile", institution="cur:amberfeld-practice-university")
    with pytest.raises(UsageError, match=rf"did you mean {AMBERFIELD}"):
        kb.ask("institution-profile", institution="Amberfield")
    with pytest.raises(UsageError, match="`tiegraph find NAME`"):
        kb.ask("institution-profile", institution="…")


def test_a_list_that_is_not_loaded_is_an_error_and_no_empty_answer(kb: KnowledgeBase) -> None:
    with pytest.raises(UsageError, match="us-entity-list is not loaded here"):
        kb.ask("listed-to-dprk")


def test_names_are_found_in_any_script(kb: KnowledgeBase) -> None:
    for body in kb.client.rows("bodies"):
        for name in (body["properties"]["name"], *(body["properties"].get("native_names") or ())):
            found = kb.find(name, limit=20)
            assert body["properties"]["id"] in [one.id for one in found], name


def test_find_takes_every_character_as_text(kb: KnowledgeBase) -> None:
    for odd in ('a "quoted) AND [x TO y} ~5^', "NOT", "AND OR", "a:b/c\\", "moonhill~ OR *"):
        kb.find(odd)
    with pytest.raises(UsageError, match="no letters"):
        kb.find("*?~")


def test_find_says_what_is_only_alike(kb: KnowledgeBase) -> None:
    assert not kb.find("moonhill practice")[0].alike
    assert kb.find("moonhil")[0].id == MOONHILL
    near = kb.find("mooonhill practce")
    assert near[0].id == MOONHILL
    assert near[0].alike


def test_a_question_runs_through_py2neo(kb: KnowledgeBase) -> None:
    answer = kb.ask("dprk-partner-institutions", max_paths=0)
    graph = kb.py2neo_graph()
    try:
        rows = graph.run(answer.question.statement, answer.parameters).data()
    finally:
        graph.service.connector.close()
    assert [row["partner_id"] for row in rows] == [row["partner_id"] for row in answer.rows]


def test_questions_are_functions_with_signature_and_help(kb: KnowledgeBase) -> None:
    asked = catalogue()
    assert [name.replace("_", "-") for name in dir(kb.questions)] == list(asked)
    for name in dir(kb.questions):
        function, one = getattr(kb.questions, name), asked[name.replace("_", "-")]
        taken = dict(inspect.signature(function).parameters)
        assert [p.name for p in one.parameters if p.required] == [
            p.name for p in taken.values() if p.default is inspect.Parameter.empty
        ]
        assert {p.name: p.default for p in one.parameters if not p.required}.items() <= {
            p.name: p.default for p in taken.values()
        }.items()
        assert one.question in function.__doc__
        assert all(text in function.__doc__ for text in one.caveats)
    answer = kb.questions.papers_between(institution=AMBERFIELD, other=MOONHILL)
    assert answer.rows == kb.ask("papers-between", institution=AMBERFIELD, other=MOONHILL).rows
    with pytest.raises(AttributeError, match="no question 'papers'"):
        kb.questions.papers()


def test_an_institution_may_be_named_in_full_in_any_script_and_a_name_of_several_is_refused(
    kb: KnowledgeBase,
) -> None:
    body = next(row["properties"] for row in kb.client.rows("bodies") if row["properties"]["id"] == MOONHILL)
    by_id = kb.ask("institution-profile", institution=MOONHILL).rows
    for name in (body["name"].upper(), f"  {body['native_names'][0]} "):
        assert kb.ask("institution-profile", institution=name).rows == by_id
    twin = "cur:moonhill-twin"
    kb.client.write(
        [("CREATE (:Institution {id: $id, name: $name, country: 'XX'})", {"id": twin, "name": body["name"]})]
    )
    try:
        kb.client.execute("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        with pytest.raises(UsageError, match="2 institutions are called") as refused:
            kb.ask("institution-profile", institution=body["name"])
        assert MOONHILL in str(refused.value)
        assert f"{twin} ({body['name']}, XX)" in str(refused.value)
        assert refused.value.exit_code == 2
    finally:
        kb.client.write([("MATCH (n:Institution {id: $id}) DELETE n", {"id": twin})])


def test_connect_tells_errors_apart(server: Instance) -> None:
    uri, user, password = server.connection()
    with pytest.raises(ConnectionFailed, match="refuses user"):
        tiegraph.connect(uri=uri, user=user, password="wrong")
    with pytest.raises(ConnectionFailed, match="has no database elsewhere"):
        tiegraph.connect(uri=uri, user=user, password=password, database="elsewhere")
    with pytest.raises(ConnectionFailed, match="is not a Neo4j address"):
        tiegraph.connect(uri="file:///etc/passwd", password=password)
    with pytest.raises(UsageError, match="NEO4J_PASSWORD is not"):
        tiegraph.connect(uri=uri)
    with pytest.raises(UsageError, match="either instance or uri"):
        tiegraph.connect("test", uri=uri)
    with pytest.raises(ServerNotRunning, match="tiegraph server start nowhere"):
        tiegraph.connect("nowhere")


def test_connect_finds_no_server_where_none_listens() -> None:
    free = "bolt://127.0.0.1:1"
    with pytest.raises(ConnectionFailed, match="No Neo4j answers"):
        tiegraph.connect(uri=free, password="x")


def test_connect_refuses_what_is_not_its_own(empty: Client, server: Instance) -> None:
    uri, _, password = server.connection()
    empty.execute("CREATE (:Something)")
    with pytest.raises(WrongModel, match="that tiegraph did not make"):
        tiegraph.connect(uri=uri, password=password)
    empty.execute("MATCH (n) DELETE n")
    empty.write([(statement("make_model"), {"version": 0, "purpose": "data"})])
    with pytest.raises(WrongModel, match=f"model version 0.* To empty this one: tiegraph server stop {server.name}"):
        tiegraph.connect(server.name)


def test_an_empty_database_is_not_asked(empty: Client, server: Instance) -> None:
    with tiegraph.connect(server.name) as kb:
        with pytest.raises(EmptyDatabase, match="Nothing is loaded in instance 'test'"):
            kb.ask("listed-to-dprk")
        with pytest.raises(EmptyDatabase):
            kb.find("anything")
        assert kb.loads() == []


def test_data_do_not_go_into_the_practice_world(kb: KnowledgeBase) -> None:
    with pytest.raises(WrongModel, match="made for practice, not for data"):
        kb.load("rules", Path(__file__).parents[2] / "data" / "rules.csv")


def test_designations_lead_with_their_state_and_say_what_covers_nobody(kb: KnowledgeBase) -> None:
    early = kb.ask("designations-of", institution=AMBERFIELD, as_of="2018-01-01")
    assert early.summary.startswith("not yet: ")
    for answer in (early, kb.ask("designations-of", institution="kp:greyriver-practice-polytechnic")):
        by = {row["by"] for row in answer}
        assert ("; by name: no list entry that was loaded was found to name it" in answer.summary) == ("name" not in by)
        assert ("; by category: no rule that was loaded covers" in answer.summary) == ("rule" not in by)
    assert any(text.startswith("State: not yet. Practice List of") for text in early.sentences)
    assert any("from 2019-05-21. Amberfield Practice University: same body; " in text for text in early.sentences)
    assert early.tables()[0].columns[0].name == "state"
    # The lists searched stand in a table of their own, as they stand in the sentences.
    lists = early.searched_lists
    assert len(early.searched) == len(early.searched_papers) + len(lists.rows)
    noted = {row["list"]: row["note"] for row in lists.rows}
    assert noted["practice-controlled"] == "day before the first file"


def test_ids_are_taken_as_people_copy_them(kb: KnowledgeBase) -> None:
    person = kb.ask("author-papers", author="https://orcid.org/0000-0000-0000-0028")
    assert person.rows == kb.ask("author-papers", author="orcid:0000-0000-0000-0028").rows
    body = kb.ask("institution-profile", institution="https://openalex.org/I9999999901")
    assert body.rows == kb.ask("institution-profile", institution="openalex:I9999999901").rows
    assert person.rows
    assert body.rows
