"""List entries: the same body, a unit of it, or a body of their own."""

from __future__ import annotations

import pytest

from loader.records import Designation
from loader.resolve import EntryReading, Index, resolve_entry


def entry(name: str, *countries: str, kind: str = "organisation", **fields: tuple[str, ...]) -> Designation:
    return Designation(list="x", key=name, name=name, kind=kind, countries=countries or ("CN",), **fields)


def targets(reading: EntryReading) -> list[str]:
    return [match.institution for match in reading.targets]


@pytest.mark.parametrize(
    ("given", "institution"),
    [
        (entry("Kim Il Sung University (金日成総合大学)", "KP"), "kp:kisu"),
        (entry("KIMCHAEK UNIVERSITY OF TECHNOLOGY", "KP"), "kp:kut"),
        (entry("Beijing University of Technology (BJUT)"), "ror:bjut"),
        (entry("Northeastern University", "CN"), "ror:neu-cn"),
        (entry("University of Electronic Science and Technology of China (UESTC) (電子科技大學)"), "ror:uestc"),
        (entry("Chinese Academy of Sciences Institute of Computing Technology"), "ror:ict"),
        (entry("Chinese Academy of Sciences, Institute of Automation"), "ror:automation"),
        (entry("Institute of Computing Technology of the Chinese Academy of Sciences"), "ror:ict"),
        (entry("Institute of Automation", addresses=("95 Zhongguancun East Road, Beijing, China",)), "ror:automation"),
        (entry("P.N. Lebedev Physical Institute", "RU"), "ror:lebedev"),
        (
            entry("Institute of Physics Named After P.N. Lebedeva of the Russian Academy of Sciences", "RU"),
            "ror:lebedev",
        ),
        (entry("Chinese Academy of Engineering Physics"), "ror:caep"),
        (entry("Old Harbour Polytechnic"), "ror:new"),
        (entry("Sunrise Works", aliases=("Beijing Institute of Technology",), addresses=("Beijing",)), "ror:bit"),
    ],
)
def test_the_same_body(index: Index, given: Designation, institution: str) -> None:
    reading = resolve_entry(index, given)
    assert targets(reading) == [institution]
    assert not reading.own
    assert reading.targets[0].evidence


@pytest.mark.parametrize(
    ("given", "parent"),
    [
        (entry("Chinese Academy of Sciences, Institute of Remarkable Things"), "ror:cas"),
        (entry("State Academy of Science of the DPRK Institute of Automation", "KP"), "kp:sas"),
        (entry("Key Laboratory of Radar Signals at Tsinghua University"), "ror:tsinghua"),
        (entry("Center for Strategy (affiliated with Tsinghua University)"), "ror:tsinghua"),
        (entry("Faculty of Rockets, Kim Il Sung University", "KP"), "kp:kisu"),
    ],
)
def test_a_unit_is_its_own_institution_and_never_its_parent(index: Index, given: Designation, parent: str) -> None:
    reading = resolve_entry(index, given)
    assert targets(reading) == []
    assert reading.own
    assert reading.part_of == parent
    assert [(c.institution, c.relation) for c in reading.candidates] == [(parent, "part of")]


@pytest.mark.parametrize(
    "given",
    [
        entry("Beijing University of Technology Press Co., Ltd."),
        entry("Tsinghua University Co., Ltd."),
        entry("Tsinghua Unigroup"),
        entry("Guilin University of Electronic Technology"),
        entry("33rd Central Research Institute of the Ministry of Defense of the Russian Federation", "RU"),
        entry("Academy of Natural Sciences", "KP"),
        entry("Institute of Automation", "KP"),
        entry("Northeastern University", "KP"),
        entry("Korean Committee for Space Technology", "KP", aliases=("KCST",)),
        entry("502 Research Institute"),
    ],
)
def test_another_body(index: Index, given: Designation) -> None:
    reading = resolve_entry(index, given)
    assert targets(reading) == []
    assert reading.own
    assert reading.part_of is None
    assert reading.candidates == ()


def test_a_generic_name_without_place_is_for_a_person_to_judge(index: Index) -> None:
    reading = resolve_entry(index, entry("Institute of Automation", "CN"))
    assert targets(reading) == []
    assert [(c.institution, c.relation) for c in reading.candidates] == [("ror:automation", "same body")]
    assert reading.own


def test_a_generic_alias_is_for_a_person_to_judge(index: Index) -> None:
    given = entry("Sunrise Works", aliases=("Institute of Computing Technology",), addresses=("Beijing, China",))
    reading = resolve_entry(index, given)
    assert targets(reading) == []
    assert [c.institution for c in reading.candidates] == ["ror:ict"]


def test_an_alias_does_not_overrule_the_name(index: Index) -> None:
    given = entry("Kim Chaek University of Technology", "KP", aliases=("Kim Il Sung University",))
    reading = resolve_entry(index, given)
    assert targets(reading) == ["kp:kut"]
    assert [c.institution for c in reading.candidates] == ["kp:kisu"]


def test_homonyms_without_a_country_stay_open(index: Index) -> None:
    given = Designation(list="x", key="y", name="Northeastern University", kind="organisation")
    reading = resolve_entry(index, given)
    assert targets(reading) == []
    assert {c.institution for c in reading.candidates} == {"ror:neu-us", "ror:neu-cn"}


def test_bodies_that_stem_from_lists_are_not_resolved_to(index: Index) -> None:
    reading = resolve_entry(index, entry("Yellow Crane Photonics Institute"))
    assert (targets(reading), reading.own) == ([], True)


@pytest.mark.parametrize("kind", ["person", "vessel", "aircraft"])
def test_persons_and_vessels_are_no_institutions(index: Index, kind: str) -> None:
    assert resolve_entry(index, entry("Tsinghua University", kind=kind)) == EntryReading()


def test_an_entry_of_unknown_kind_needs_the_name_of_a_body(index: Index) -> None:
    assert resolve_entry(index, entry("Jane Example", kind="unknown")) == EntryReading()
    assert resolve_entry(index, entry("Sunrise Trading LLC", kind="unknown")).own
    assert targets(resolve_entry(index, entry("Tsinghua University", kind="unknown"))) == ["ror:tsinghua"]


def test_nearly_the_same_words_are_for_a_person_to_judge(index: Index) -> None:
    reading = resolve_entry(index, entry("Beijing Jiaotong Polytechnic University"))
    assert targets(reading) == []
    assert [(c.institution, c.relation, c.method) for c in reading.candidates] == [
        ("ror:bjtu", "same body", "similar words")
    ]


def test_a_heap_of_aliases_does_not_decide(index: Index) -> None:
    heap = tuple(f"{word} Works of Wuhan" for word in ("Red", "Blue", "Green", "Grey", "Pink", "Teal", "Gold", "Tan"))
    given = entry("Eastern Holding", aliases=(*heap, "Beijing Institute of Technology"), addresses=("Beijing",))
    reading = resolve_entry(index, given)
    assert targets(reading) == []
    assert [c.institution for c in reading.candidates] == ["ror:bit"]


def test_an_owner_printed_before_the_name_is_no_unit_of_it(index: Index) -> None:
    reading = resolve_entry(index, entry("Unknown Academy of Things—Beijing Institute of Technology"))
    assert (targets(reading), reading.own, reading.part_of) == ([], True, None)


def test_addresses_and_leftovers_among_aliases_are_no_names(index: Index) -> None:
    given = entry(
        "Sunrise Works", aliases=("95 Zhongguancun East Road, Beijing", "a.k.a. Beijing Institute of Technology; and")
    )
    assert targets(resolve_entry(index, given)) == ["ror:bit"]
