from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.errors import SourceError
from loader.records import Designation, Period, Rejected, Row
from loader.sources.ca_sema import SOURCE, read, split_printed_aliases

Write = Callable[..., Path]
BODY = """<record><Country>Syria / Syrie</Country><EntityOrShip>Hill Institute/Institut de la Colline</EntityOrShip>
<Aliases>Hill Works, Hill Co., Ltd; Холм, ООО Arabic: معهد التل</Aliases><Schedule>1, Part 2</Schedule>
<Item>7</Item><DateOfListing>2020-09-28</DateOfListing></record>"""
PERSON = """<record><Country>Iran</Country><LastName>Beispiel</LastName><GivenName>Erika</GivenName>
<TitleOrShip>Dr.</TitleOrShip><Item>8</Item><DateOfListing>2021-09-28</DateOfListing></record>"""
SHIP = """<record><Country>Russia / Russie</Country><EntityOrShip>Hill Star</EntityOrShip>
<TitleOrShip>Tanker</TitleOrShip><ShipIMONumber>1234567</ShipIMONumber><Schedule>2</Schedule><Item>1</Item>
<DateOfListing>2020-01-02</DateOfListing></record>"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*entries: str, whole: str | None = None) -> Path:
        path = tmp_path / "sema-lmes.xml"
        content = f'<?xml version="1.0"?><data-set>{"".join(entries)}</data-set>' if whole is None else whole
        path.write_text(content, encoding="utf-8")
        return path

    return write


def designations(path: Path) -> list[Designation]:
    return [row.record for row in read(path) if isinstance(row, Row) and isinstance(row.record, Designation)]


def test_bodies_persons_and_ships(write: Write) -> None:
    path = write(BODY, PERSON, SHIP)
    body, person, ship = designations(path)
    assert body.id == "ca-sema/syria-1-part-2-item-7"
    assert (body.name, body.kind) == ("Hill Institute", "organisation")
    assert body.aliases == ("Institut de la Colline", "Hill Works", "Hill Co., Ltd")
    assert body.native_names == ("Холм, ООО", "معهد التل")
    assert (body.countries, body.programs) == (("SY",), ("Syria",))
    assert body.citations == ("Schedule 1, Part 2, item 7",)
    day = date(2020, 9, 28)
    assert body.period == Period(from_min=day, from_max=day, basis="listed date")
    assert body.raw[0]["Country"] == "Syria / Syrie"
    assert (person.id, person.name, person.kind) == ("ca-sema/iran-item-8", "Erika Beispiel", "person")
    assert (person.countries, person.remarks) == ((), None)
    assert (ship.kind, ship.remarks) == ("vessel", "Ship: Tanker; IMO number: 1234567")
    assert SOURCE.as_of(path) == date(2021, 9, 28)


def test_regulations_that_are_not_the_country_of_the_listed(write: Write) -> None:
    bodies = designations(
        write(BODY.replace("Syria / Syrie", "Ukraine"), BODY.replace("Syria / Syrie", "Attacks / Attaques"))
    )
    assert [body.countries for body in bodies] == [(), ()]
    assert [body.programs for body in bodies] == [("Ukraine",), ("Attacks",)]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("<Item>7</Item>", "", "Item"),
        ("Syria / Syrie", "", "Country"),
        ("EntityOrShip>", "Other>", "EntityOrShip"),
        ("<Schedule>", "<LastName>Beispiel</LastName><Schedule>", "EntityOrShip"),
        ("2020-09-28", "31801", "DateOfListing"),
    ],
)
def test_a_bad_entry_costs_itself_only(write: Write, old: str, new: str, field: str) -> None:
    _, rejected, good = read(write(BODY.replace(old, new), PERSON))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, field)
    assert isinstance(good, Row)


def test_an_added_field_is_told_once(write: Write) -> None:
    changed = BODY.replace("<Item>", "<Colour>green</Colour><Item>")
    _, first, second = read(write(changed, changed))
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.notes[0].startswith("Colour: ")
    assert second.notes == ()


@pytest.mark.parametrize(
    ("whole", "message"),
    [
        ("<export/>", "begins with <export>"),
        ("Country,Item", "it is no XML"),
        (f"<data-set>{BODY}", "breaks off"),
        ('<!DOCTYPE d [<!ENTITY a "aaaa">]><data-set>&a;</data-set>', "it is refused"),
    ],
)
def test_other_and_broken_files_are_refused(write: Write, whole: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read(write(whole=whole)))


@given(st.text(alphabet=st.characters(blacklist_characters=";؛,: \t\n\r\x0b\x0c"), min_size=1).filter(str.isprintable))
def test_an_alias_without_marks_stays_whole(name: str) -> None:
    assert [part.strip() for part in split_printed_aliases(name)] == [name.strip()] * bool(name.strip())


@given(st.text(alphabet=st.characters(blacklist_characters=":")))
def test_no_letters_of_aliases_are_lost(printed: str) -> None:
    kept = "".join(split_printed_aliases(printed))
    assert [letter for letter in printed if letter.isalnum()] == [letter for letter in kept if letter.isalnum()]
