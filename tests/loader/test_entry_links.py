"""Links of entries with people's judgements over them."""

from __future__ import annotations

import pytest

from loader.entry_links import entry_links
from loader.judgements import Judgement
from loader.link import former_names
from loader.records import Designation
from loader.resolve import Body, Index, resolve_affiliation
from loader.resolve.entry_names import unit_name

Links = dict[tuple[str, str], tuple[str, str | None]]

NORTH = Body("cur:north", "Twinlake Practice Institute", country="AQ", cities=("North Quay",), kind="institute")
SOUTH = Body("cur:south", "Twinlake Practice Institute", country="AQ", cities=("South Quay",), kind="institute")
LAMP = Body("cur:lamp", "Lamplight Practice University", country="AQ", cities=("Lampton",), kind="university")
TWIN = Designation(
    list="sample", key="twin", name="Twinlake Practice Institute", kind="organisation", countries=("AQ",)
)
LIT = Designation(
    list="sample", key="lit", name="Lamplight Practice University", kind="organisation", countries=("AQ",)
)
ALONE = Designation(list="sample", key="alone", name="Driftwood Practice Works", kind="organisation", countries=("AQ",))


@pytest.fixture(scope="module")
def index() -> Index:
    return Index([NORTH, SOUTH, LAMP])


def _links(
    index: Index, entry: Designation, institution: str = "", judgement: str = "", relation: str = "same body"
) -> Links:
    judged = {}
    if institution:
        one = Judgement(
            list=entry.list,
            entry_key=entry.key,
            entry_name=entry.name,
            institution=institution,
            judgement=judgement,
            relation=relation,
            who="Reader Sample",
            why="read it",
        )
        judged = {entry.id: {institution: one}}
    found = entry_links(index, [TWIN, LIT, ALONE], judged)
    return {
        (type, id): (value["judgement"], value.get("judged_why"))
        for (own, type, id), value in found.links.items()
        if own == entry.id
    }


def test_without_judgements_two_of_one_name_wait_and_a_body_of_no_registry_stands_for_itself(index: Index) -> None:
    found = _links(index, TWIN)
    assert {("MAY_TARGET", "cur:north"), ("MAY_TARGET", "cur:south")} <= found.keys()
    assert _links(index, LIT) == {("TARGETS", "cur:lamp"): ("auto", None)}
    assert _links(index, ALONE) == {("TARGETS", "lst:sample/alone"): ("auto", None)}


def test_a_confirmed_candidate_is_the_body_and_the_entry_needs_none_of_its_own(index: Index) -> None:
    found = _links(index, TWIN, "cur:north", "confirmed")
    assert found == {
        ("TARGETS", "cur:north"): ("confirmed", "read it"),
        ("MAY_TARGET", "cur:south"): ("auto", None),
    }


def test_a_confirmed_pair_that_no_rule_found_is_a_link(index: Index) -> None:
    assert _links(index, ALONE, "cur:lamp", "confirmed") == {("TARGETS", "cur:lamp"): ("confirmed", "read it")}


def test_a_rejected_link_is_kept_as_rejected_and_the_body_stands_for_itself(index: Index) -> None:
    assert _links(index, LIT, "cur:lamp", "rejected") == {
        ("MAY_TARGET", "cur:lamp"): ("rejected", "read it"),
        ("TARGETS", "lst:sample/lit"): ("auto", None),
    }


def test_a_link_that_somebody_is_unsure_of_no_longer_counts_as_the_same_body(index: Index) -> None:
    found = _links(index, LIT, "cur:lamp", "unsure")
    assert found["MAY_TARGET", "cur:lamp"] == ("unsure", "read it")
    assert ("TARGETS", "cur:lamp") not in found


def test_a_part_is_never_the_same_body_whoever_confirms_it(index: Index) -> None:
    found = _links(index, ALONE, "cur:lamp", "confirmed", "part of")
    assert found == {
        ("MAY_TARGET", "cur:lamp"): ("confirmed", "read it"),
        ("TARGETS", "lst:sample/alone"): ("auto", None),
    }


def test_the_body_that_a_person_names_takes_the_place_of_the_one_that_the_rules_found(index: Index) -> None:
    assert _links(index, LIT, "cur:north", "confirmed") == {
        ("TARGETS", "cur:north"): ("confirmed", "read it"),
        ("MAY_TARGET", "cur:lamp"): ("auto", None),
    }


def test_an_entry_is_joined_with_anothers_own_institution(index: Index) -> None:
    assert _links(index, LIT, "lst:sample/alone", "confirmed") == {
        ("TARGETS", "lst:sample/alone"): ("confirmed", "read it"),
        ("MAY_TARGET", "cur:lamp"): ("auto", None),
    }


def test_names_of_earlier_files_are_former_names() -> None:
    properties = {
        "name": "Invented Works",
        "aliases": ["Works of Invention"],
        "names_seen": ["2020-01-01|Old Works", "2020-01-01|WORKS OF INVENTION", "2023-01-01|Invented Works"],
    }
    assert former_names(properties) == ["Old Works"]
    assert former_names({"name": "Invented Works"}) == []


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Bramble Works. Subordinate Institution - Nook Institute of Lamps", "Nook Institute of Lamps"),
        ("Bramble Works Co., Ltd. (Bramble).  Affiliated Entity:  Bramble Lamps Co., Ltd.", "Bramble Lamps Co., Ltd."),
        ("Bramble Commission (BC), and subordinate entity Nook Institute of Lamps (NIL)", "Nook Institute of Lamps"),
        ("Department of Bramble entity: Bramble Rare Lamps", "Bramble Rare Lamps"),
        # Nobody is told from others by these without the parent.
        ("Bramble Works. Subordinate Institution - 23rd Research Institute", None),
        ("Bramble Works. Subordinate Institution - 283 Factory", None),
        ("Bramble Works. Subordinate Institution - Second Design Department", None),
        ("Bramble Academy. Subordinate Institution - Institute of Computing Technology", None),
        # No parent is named.
        ("Affiliated Supply and Consultancy Services", None),
        ("Federal State Budgetary Institution Nook Rescue Service", None),
    ],
)
def test_a_unit_is_named_behind_its_parent(name: str, unit: str | None) -> None:
    assert unit_name(name) == unit


def test_a_paper_that_prints_a_unit_by_its_own_name_names_the_entry_and_never_its_parent() -> None:
    works = Body("cur:works", "Driftwood Practice Works", country="AQ", cities=("North Quay",), kind="company")
    named = "Driftwood Practice Works. Subordinate Institution - Saltmarsh Institute of Lamps"
    numbered = "Driftwood Practice Works. Subordinate Institution - 23rd Research Institute"
    entries = [
        Designation(list="sample", key=key, name=name, kind="organisation", countries=("AQ",))
        for key, name in (("named", named), ("numbered", numbered))
    ]
    found = entry_links(Index([works]), entries, {})
    assert {(entry, body) for entry, type, body in found.links if type == "TARGETS"} == {
        ("sample/named", "lst:sample/named"),
        ("sample/numbered", "lst:sample/numbered"),
    }
    assert all(body.part_of == ("cur:works",) for body in found.own.values())
    index = Index([works, *found.own.values()])

    def named_by(string: str) -> list[str]:
        return [match.institution for match in resolve_affiliation(index, string).matches]

    assert named_by("Saltmarsh Institute of Lamps, North Quay, Antarctica") == ["lst:sample/named"]
    assert named_by("Saltmarsh Institute of Lamps, Shenzhen, China") == []
    assert named_by("23rd Research Institute, North Quay, Antarctica") == []
    assert named_by("Driftwood Practice Works, North Quay, Antarctica") == ["cur:works"]
