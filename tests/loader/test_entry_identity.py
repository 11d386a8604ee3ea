"""Entries written differently: which are one, and which stay apart. Names are of the Entity List, or invented."""

from __future__ import annotations

import pytest

from loader.entry_identity import Face, face_of, same_entries
from loader.entry_units import is_unit_of
from loader.identifiers import entry_key
from loader.records import Designation


def _entry(country: str, name: str, cited: str, *aliases: str, at: str = "") -> Designation:
    return Designation(
        list="us-entity-list",
        key=entry_key(country, name),
        name=name,
        aliases=aliases,
        addresses=(at,) if at else (),
        citations=(cited,),
    )


def _joined(before: Designation, after: Designation) -> bool:
    there = same_entries([after], [face_of(before)])
    back = same_entries([before], [face_of(after)])
    assert there.known == {new: old for old, new in back.known.items()}
    return there.known == {after.key: before.key}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            _entry("HK", "32 Group China Ltd.", "80 FR 69852"),
            _entry("HK", "32Group China Ltd.", "80 FR 69856, 11/12/15"),
        ),
        (_entry("RU", "Andey Gruzdew", "77 FR 61249"), _entry("RU", "Andrey Gruzdew", "77 FR 61256, 10/9/12")),
        (
            _entry("CN", "Chengdu Huawei Technologies Co., Ltd., Chengdu, Sichuan", "84 FR 22961"),
            _entry("CN", "Chengdu Huawei Technologies Co., Ltd.", "84 FR 22963, 5/21/19", at="Chengdu, Sichuan, China"),
        ),
        (
            _entry("RU", "Zhukovskiy Central Aerohydrodynamics Institute", "85 FR 83420", "TsAGI"),
            _entry("RU", "Zhukovskiy Central Aerohydrodynamics Institute (TsAGI)", "85 FR 83420, 12/22/20", "TsAGI"),
        ),
        (
            _entry("CN", "Xi?an Ruixin Investment Co., Ltd., Xi?an, Shaanxi", "84 FR 22961"),
            _entry("CN", "Xi'an Ruixin Investment Co., Ltd.", "84 FR 22963", at="Xi'an, Shaanxi, China"),
        ),
        (
            _entry("CN", "First Institute. Subordinate Institution - Brightway International", "83 FR 37423"),
            _entry("CN", "First Institute, renamed", "83 FR 37427, 8/1/18", "Brightway International"),
        ),
    ],
)
def test_one_entry_written_differently(before: Designation, after: Designation) -> None:
    assert _joined(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Another country, another notice, no notice, another number, a name that is too short to tell.
        (_entry("CN", "Tan Wei", "81 FR 14953"), _entry("SG", "TanWei", "81 FR 14953")),
        (_entry("CN", "Tan Wei", "81 FR 14953"), _entry("CN", "TanWei", "81 FR 24953")),
        (_entry("CN", "Tan Wei", ""), _entry("CN", "TanWei", "")),
        (
            _entry("CN", "Placeholder Factory 283", "83 FR 37423"),
            _entry("CN", "Placeholder Factory 284", "83 FR 37423"),
        ),
        (_entry("BY", "One Body", "87 FR 13061", "MOD"), _entry("BY", "Another Body", "87 FR 13061", "MOD")),
        # The unit of a body is another body, unless its name is what the other prints as its address.
        (_entry("CN", "First Academy", "83 FR 37423"), _entry("CN", "First Academy, Second Institute", "83 FR 37423")),
    ],
)
def test_two_entries(before: Designation, after: Designation) -> None:
    assert not _joined(before, after)


def test_what_could_be_two_is_neither_and_is_said() -> None:
    stored = [face_of(_entry("CN", name, "84 FR 22961", "Same Alias")) for name in ("One Body", "Other Body")]
    same = same_entries([_entry("CN", "Third Body", "84 FR 22963", "Same Alias")], stored)
    assert same.known == {}
    assert same.unsure == (
        "'Third Body' may be the entry 'One Body', among others: kept apart",
        "'Third Body' may be the entry 'Other Body', among others: kept apart",
    )


def test_the_likelier_pair_is_taken_first() -> None:
    stored = [face_of(_entry("RU", name, "84 FR 22961")) for name in ("Placeholder JSC", "Placeholder LLC")]
    same = same_entries([_entry("RU", "Place-holder JSC", "84 FR 22961")], stored)
    assert same.known == {"ru-place-holder-jsc": "ru-placeholder-jsc"}


def test_an_entry_that_the_file_has_under_its_key_is_no_candidate() -> None:
    before = _entry("CN", "Tan Wei", "81 FR 14953")
    assert same_entries([before, _entry("CN", "TanWei", "81 FR 14953")], [face_of(before)]).known == {}


def test_a_key_that_was_joined_once_is_known_without_looking() -> None:
    stored = [Face("cn-old-name", ("New Name",), keys=("cn-new-name",))]
    same = same_entries([_entry("CN", "New Name", "")], stored)
    assert same.known == {"cn-new-name": "cn-old-name"}
    assert same.found == frozenset()


def test_publishers_keys_are_never_looked_behind() -> None:
    before, after = (
        Designation(list="un-1718", key=key, name=name, citations=("84 FR 22961",))
        for key, name in (("KPe.001", "Placeholder Trading Company"), ("KPe.002", "Placeholder  Trading Company"))
    )
    assert same_entries([after], [face_of(before)]).known == {}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Bramble Commission (BC), and subordinate entity Nook Institute (NI)", True),
        ("Bramble Works. Subordinate Institution - 23rd Nook Institute", True),
        ("Bramble Works. Affiliated Entity: Bramble Works Nook Co., Ltd.", True),
        ("Department of Bramble entity: Nook Centre", True),
        ("Bramble Works", False),
        ("Bramble Works Nook Co., Ltd., Nooktown", False),
        ("Thistle Works. Subordinate Institution - Nook Institute", False),
        ("Bramble Works. Subordinate Institution", False),
    ],
)
def test_an_entry_that_calls_itself_a_unit_of_one_that_stands(name: str, unit: bool) -> None:
    standing = {"Bramble Commission (BC)", "Bramble Works", "Department of Bramble"}
    assert is_unit_of(name, standing) is unit
