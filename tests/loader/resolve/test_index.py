"""The index: fingerprint, successors, units, ancestors."""

from __future__ import annotations

from msgspec.structs import replace

from loader.resolve import Body, Index
from loader.resolve.han import HAN


def test_the_fingerprint_is_of_the_data_whatever_their_order(bodies: tuple[Body, ...]) -> None:
    assert Index(bodies).fingerprint == Index(bodies[::-1]).fingerprint
    renamed = (replace(bodies[0], name="Another Name"), *bodies[1:])
    assert Index(renamed).fingerprint != Index(bodies).fingerprint
    assert Index(bodies[1:]).fingerprint != Index(bodies).fingerprint


def test_withdrawn_records_follow_their_successors_and_circles_end(index: Index) -> None:
    successor = index.current(index.bodies["ror:old"])
    assert successor is not None
    assert successor.id == "ror:new"
    assert index.current(index.bodies["ror:round"]) is None


def test_a_unit_is_read_as_its_university_and_stands_for_itself(index: Index) -> None:
    unit = index.bodies["kp:kisu-physics"]
    university = index.current(unit)
    assert university is not None
    assert university.id == "kp:kisu"
    assert index.standing(unit) is unit


def test_ancestors_end_at_circles() -> None:
    index = Index(
        [Body("a", "A House", part_of=("b",)), Body("b", "B House", part_of=("c",)), Body("c", "C", part_of=("a",))]
    )
    assert index.ancestors(index.bodies["a"]) == {"b", "c"}


def test_institutions_are_found_by_both_ids(index: Index) -> None:
    assert index.by_id("openalex:I77") is index.by_id("ror:new")
    assert index.by_id("openalex:I0") is None


def test_an_empty_index_reads_nothing() -> None:
    assert Index([]).names.values == {}


def test_han_characters_fold_in_one_step() -> None:
    assert not set(HAN.values()) & set(HAN)


def test_a_town_among_the_names_of_an_entry_is_no_name() -> None:
    bureau = Body("lst:a-list/bureau", "Practice Design Bureau", aliases=("Amberfjordy", "Amberwork"), country="AQ")
    town = Body("ror:a", "Practice College", country="AQ", cities=("Amberfjordyy",))
    names = Index([bureau, town]).names
    assert "amberwork" in names
    assert "amberfjordy" not in names
