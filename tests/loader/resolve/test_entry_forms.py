"""What is no part of a name, transcriptions of one name, and names that entries of several lists lend each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.records import Designation
from loader.resolve import Body, Bridge, Index, cities_of_entry, resolve_entry
from loader.resolve.entry_forms import bare, spelled_out
from loader.resolve.romanised import folded, is_cyrillic

RUSSIAN = "Научно-исследовательский и конструкторский институт монтажной технологии"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (
            "FEDERAL STATE BUDGET EDUCATIONAL INSTITUTION OF HIGHER EDUCATION HARBOUR MINING UNIVERSITY",
            "HARBOUR MINING UNIVERSITY",
        ),
        ("Federal State Institution of Science Institute of Oceanology", "Institute of Oceanology"),
        ("FEDERALNOYE GOSUDARSTVENNOYE BYUDZHETNOYE UCHREZHDENIYE NAUKI INSTITUT OKEANOLOGII", "INSTITUT OKEANOLOGII"),
        ("Army Infantry College of People's Liberation Army", "Army Infantry College"),
        ("中國人民解放軍海軍軍醫大學", "海軍軍醫大學"),
        ("Federal Scientific Center of Animal Breeding", "Federal Scientific Center of Animal Breeding"),
        ("State Institute of Physics", "State Institute of Physics"),
        ("PLA", "PLA"),
    ],
)
def test_forms_are_no_part_of_a_name(printed: str, name: str) -> None:
    assert bare(printed) == name


def test_academies_are_spelled_out_beside_other_words_only() -> None:
    assert spelled_out("Institute of Electronics, SB RAS").endswith(
        "Siberian Branch of the Russian Academy of Sciences"
    )
    assert spelled_out("RAS") == "RAS"


@pytest.mark.parametrize(
    "transcribed",
    [
        "Nauchno-Issledovatelsky i Konstruktorsky Institut Montazhnoy Tekhnologii",
        "NAUCHNO-ISSLEDOVATELSKIY I KONSTRUKTORSKII INSTITUT MONTAZHNOI TEHNOLOGII",
    ],
)
def test_transcriptions_of_one_name_are_one(transcribed: str) -> None:
    assert is_cyrillic(RUSSIAN)
    assert not is_cyrillic(transcribed)
    assert folded(transcribed) == folded(RUSSIAN)


@given(st.text(max_size=60))
def test_any_text_is_folded_and_bared(string: str) -> None:
    assert folded(folded(string)) == folded(string)
    assert len(bare(string)) <= len(string)


BODIES = (
    Body("ror:ras", "Russian Academy of Sciences", country="RU", cities=("Moscow",), kind="government"),
    Body("ror:division", "Division of Physics", country="RU", kind="government", part_of=("ror:ras",)),
    Body("ror:semi", "Institute of Semiconductor Physics", part_of=("ror:division",)),
    Body("ror:solid", "Institute of Solid Matter", part_of=("ror:division",)),
    Body("ror:physics", "Institute of Physics", part_of=("ror:division",)),
    Body(
        "ror:assembly", "Montazh Institute", native_names=(RUSSIAN,), country="RU", cities=("Moscow",), kind="facility"
    ),
    Body(
        "ror:naval",
        "Second Harbour School",
        native_names=("海军港湾大学",),
        country="CN",
        cities=("Shanghai",),
        kind="education",
    ),
    Body(
        "ror:strait",
        "Harbour Academy",
        native_names=("港湾国防大学",),
        country="TW",
        cities=("Taipei",),
        kind="education",
    ),
    Body("ror:crane", "Crane University of China", country="CN", cities=("Beijing",), kind="education"),
    Body("ror:cetx", "China Crane Technology Group Corporation", acronyms=("CETX",), country="CN", kind="company"),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(BODIES)


def entry(name: str, *countries: str, key: str = "k", **fields: tuple[str, ...]) -> Designation:
    return Designation(list="x", key=key, name=name, kind="organisation", countries=countries, **fields)


def targets(index: Index, given: Designation, *others: Designation) -> list[str]:
    return [match.institution for match in resolve_entry(index, given, Bridge((given, *others))).targets]


@pytest.mark.parametrize(
    ("name", "institution"),
    [
        ("Institute of Semiconductor Physics of the Russian Academy of Sciences", "ror:semi"),
        ("Orlov Institute of Semiconductor Physics, Russian Academy of Sciences", "ror:semi"),
        (
            "Federal State Budgetary Institution of Science Institute of Solid Matter named after A. Orlov RAS",
            "ror:solid",
        ),
    ],
)
def test_a_unit_without_a_country_is_found_beside_its_academy(index: Index, name: str, institution: str) -> None:
    assert targets(index, entry(name, "RU")) == [institution]


@pytest.mark.parametrize(
    "name",
    [
        "Orlov Institute of Physics, Russian Academy of Sciences",
        "Moscow Institute of Semiconductor Physics and Chemistry, Russian Academy of Sciences",
        "2nd Institute of Semiconductor Physics, Russian Academy of Sciences",
    ],
)
def test_a_dedication_does_not_make_any_institute_the_unit(index: Index, name: str) -> None:
    assert targets(index, entry(name, "RU")) == []


def test_a_transcription_is_the_native_name(index: Index) -> None:
    name = "Nauchno-Issledovatelsky i Konstruktorsky Institut Montazhnoy Tekhnologii"
    assert targets(index, entry(name, "RU")) == ["ror:assembly"]


def test_another_list_lends_native_names_and_the_country(index: Index) -> None:
    bare_entry = entry("Naval Harbour University")
    tracker = Designation(
        list="y", key="t", name="Naval Harbour University", countries=("CN",), native_names=("海军港湾大学",),
        kind="organisation",
    )  # fmt: skip
    reading = resolve_entry(index, bare_entry, Bridge((bare_entry, tracker)))
    assert [match.institution for match in reading.targets] == ["ror:naval"]
    assert "y/t" in reading.targets[0].evidence
    assert targets(index, bare_entry) == []


def test_a_lent_name_names_no_body_across_the_strait(index: Index) -> None:
    lender = Designation(
        list="y", key="t", name="Harbour Defence University", countries=("CN",), native_names=("港湾国防大学",),
        kind="organisation",
    )  # fmt: skip
    assert targets(index, entry("Harbour Defence University"), lender) == []


def test_a_country_at_the_end_of_the_name_is_no_other_body(index: Index) -> None:
    assert targets(index, entry("Crane University", "CN")) == ["ror:crane"]
    assert targets(index, entry("Crane University", "RU")) == []


def test_acronyms_and_addresses_give_candidates_only(index: Index) -> None:
    by_acronym = resolve_entry(index, entry("CETX 7 Institute of Cranes", "CN"))
    assert by_acronym.targets == ()
    assert [(c.institution, c.relation) for c in by_acronym.candidates] == [("ror:cetx", "part of")]
    by_address = resolve_entry(
        index, entry("Key Laboratory of Cranes", "CN", addresses=("Crane University of China, Beijing",))
    )
    assert [(c.institution, c.relation, c.method) for c in by_address.candidates] == [
        ("ror:crane", "part of", "address contains it")
    ]
    assert by_address.part_of is None


def test_cities_are_read_from_addresses(index: Index) -> None:
    given = entry("Sunrise Works", "CN", addresses=("5 Long Road, Shanghai 200000, China", "Moscow"))
    assert cities_of_entry(index, given) == ("Shanghai",)
