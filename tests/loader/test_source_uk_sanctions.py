from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.records import Designation, Period, Rejected, Row
from loader.sources.uk_sanctions import SOURCE, read

Write = Callable[..., Path]
BODY = """
<Designation>
  <LastUpdated>04/08/2026</LastUpdated><DateDesignated>29/06/2012</DateDesignated><UniqueID>DPR9001</UniqueID>
  <OFSIGroupID>90001</OFSIGroupID><UNReferenceNumber>KPe.999</UNReferenceNumber>
  <Names>
    <Name><Name6>Hill</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>
    <Name><Name6>HILL INSTITUTE</Name6><NameType>Primary Name</NameType></Name>
  </Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>언덕 연구소</NameNonLatinScript></NonLatinName></NonLatinNames>
  <RegimeName>The Example (Sanctions) Regulations 2019</RegimeName>
  <IndividualEntityShip>Entity</IndividualEntityShip>
  <DesignationSource>UK|UN</DesignationSource><SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>
  <OtherInformation>On a hill.</OtherInformation><UKStatementofReasons>It stands there.</UKStatementofReasons>
  <Addresses><Address><AddressLine1>Hill Street 1</AddressLine1><AddressLine6>Pyongyang</AddressLine6>
    <AddressPostalCode>1</AddressPostalCode><AddressCountry>North Korea</AddressCountry></Address>
    <Address><AddressCountry>Atlantis</AddressCountry></Address></Addresses>
</Designation>"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*entries: str, whole: str | None = None) -> Path:
        path = tmp_path / "list.xml"
        date_line = "<DateGenerated>10/09/2026</DateGenerated>"
        content = f'<?xml version="1.0"?><Designations>{date_line}{"".join(entries)}</Designations>'
        path.write_bytes(b"\xef\xbb\xbf" + (content if whole is None else whole).replace("\n", "\r\n").encode())
        return path

    return write


def test_an_entry_with_everything(write: Write) -> None:
    path = write(BODY)
    _, row = read(path)
    assert isinstance(row, Row)
    entry = row.record
    assert isinstance(entry, Designation)
    assert entry.id == "uk-sanctions/DPR9001"
    assert (entry.name, entry.kind) == ("HILL INSTITUTE", "organisation")
    assert (entry.aliases, entry.native_names) == (("Hill",), ("언덕 연구소",))
    assert entry.addresses == ("Hill Street 1, Pyongyang, 1, North Korea", "Atlantis")
    assert entry.countries == ("KP",)
    assert entry.programs == ("The Example (Sanctions) Regulations 2019",)
    assert entry.reason == "It stands there."
    assert entry.remarks == (
        "Imposes: Asset freeze, Travel Ban; Designated by: UK, UN; Low quality a.k.a: Hill; On a hill.; "
        "UN reference: KPe.999; OFSI group: 90001"
    )
    day = date(2012, 6, 29)
    assert entry.period == Period(from_min=day, from_max=day, basis="listed date")
    assert entry.raw[0]["UniqueID"] == "DPR9001"
    assert len(row.notes) == 1
    assert "Atlantis" in row.notes[0]
    assert SOURCE.as_of(path) == date(2026, 9, 10)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("DPR9001", "", "UniqueID"),
        (">Entity<", ">Club<", "IndividualEntityShip"),
        (">Alias<", ">Nickname<", "NameType"),
        ("29/06/2012", "2012-06-29", "DateDesignated"),
        ("The Example (Sanctions) Regulations 2019", "", "RegimeName"),
        ("Name6>", "Name7>", "Names"),
    ],
)
def test_a_bad_entry_costs_itself_only(write: Write, old: str, new: str, field: str) -> None:
    _, rejected, good = read(write(BODY.replace(old, new), BODY))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, field)
    assert isinstance(good, Row)
    assert good.line == 2


def test_an_added_field_is_told_once(write: Write) -> None:
    changed = BODY.replace("<UniqueID>", "<Colour>green</Colour><UniqueID>")
    _, first, second = read(write(changed, changed))
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.notes[0].startswith("Colour: ")
    assert len(second.notes) == 1


@pytest.mark.parametrize(
    ("whole", "message"),
    [
        ("<export/>", "begins with <export>"),
        ("Last Updated,13/04/2018", "it is no XML"),
        (f"<Designations>{BODY}", "breaks off"),
        ('<!DOCTYPE d [<!ENTITY a "aaaa">]><Designations>&a;</Designations>', "it is refused"),
    ],
)
def test_other_and_broken_files_are_refused(write: Write, whole: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read(write(whole=whole)))
