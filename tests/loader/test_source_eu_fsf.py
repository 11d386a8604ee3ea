from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.eu_fsf import SOURCE, read

Write = Callable[..., Path]
ENTITY = """
<sanctionEntity designationDate="2017-10-16" designationDetails="" unitedNationId="KPe.999"
    euReferenceNumber="EU.9000.1" logicalId="9001">
  <remark>Owned by the Ministry of Hills</remark>
  <regulation regulationType="amendment" organisationType="council" publicationDate="2017-10-17"
      entryIntoForceDate="2017-10-17" numberTitle="2017/9999 (OJ L999)" programme="PRK" logicalId="1">
    <publicationUrl>https://example.org/</publicationUrl>
  </regulation>
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Institut de la Colline" nameLanguage="FR" strong="true" logicalId="2"/>
  <nameAlias wholeName="Hill Institute" nameLanguage="EN" strong="true" logicalId="3"/>
  <nameAlias wholeName="Институт холма" nameLanguage="BG" strong="true" logicalId="4">
    <remark>original script</remark>
  </nameAlias>
  <address city="Pyongyang" street="Hill Street 1" poBox="" zipCode="" region="" place="" asAtListingTime="false"
      countryIso2Code="KP" countryDescription="KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF" logicalId="5"/>
  <address city="Lakeside" street="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="6"/>
</sanctionEntity>"""
OLD = """<?xml version="1.0"?>
<WHOLE Date="11/02/2016">
<ENTITY Id="9001" Type="E" legal_basis="1/2016 (OJ L1)" reg_date="2016-01-02" pdf_link="" programme="PRK" remark="(x)">
<NAME Id="1"><WHOLENAME>Hill Institute</WHOLENAME><LANGUAGE/></NAME>
<NAME Id="2"><WHOLENAME>Institut de la Colline</WHOLENAME><LANGUAGE>FR</LANGUAGE></NAME>
<ADDRESS Id="3"><NUMBER/><STREET>Hill Street 1</STREET><ZIPCODE/><CITY>Pyongyang</CITY><COUNTRY>PRK</COUNTRY>
<OTHER>(former location)</OTHER></ADDRESS>
</ENTITY>
</WHOLE>"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str, bom: bool = False) -> Path:
        path = tmp_path / "list.xml"
        if "sanctionEntity" in content and "<export" not in content:
            start = '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-05-13T17:44:28.283+02:00">'
            content = f'<?xml version="1.0" encoding="UTF-8"?>\r\n{start}{content}</export>'
        path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + content.encode())
        return path

    return write


def test_an_entry_with_everything(write: Write) -> None:
    path = write(ENTITY, bom=True)
    first, row = read(path)
    assert isinstance(first, Row)
    assert isinstance(first.record, ControlList)
    assert isinstance(row, Row)
    assert (row.line, row.notes) == (1, ())
    entry = row.record
    assert isinstance(entry, Designation)
    assert entry.id == "eu-fsf/9001"
    assert (entry.name, entry.kind) == ("Hill Institute", "organisation")
    assert entry.aliases == ("Institut de la Colline",)
    assert entry.native_names == ("Институт холма",)
    assert entry.addresses == ("Hill Street 1, Pyongyang, KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "Lakeside")
    assert entry.countries == ("KP",)
    assert entry.programs == ("PRK",)
    assert entry.citations == ("2017/9999 (OJ L999), 2017-10-17",)
    assert entry.remarks == (
        "Owned by the Ministry of Hills; Институт холма: original script; "
        "EU reference: EU.9000.1; UN reference: KPe.999"
    )
    day = date(2017, 10, 16)
    assert entry.period == Period(from_min=day, from_max=day, basis="listed date")
    assert entry.raw[0]["subjectType"] == {"@code": "enterprise", "@classificationCode": "E"}
    assert SOURCE.as_of(path) == date(2024, 5, 13)


def test_the_older_form_has_the_same_key_and_no_date_of_listing(write: Write) -> None:
    path = write(OLD)
    _, row = read(path)
    assert isinstance(row, Row)
    entry = row.record
    assert isinstance(entry, Designation)
    assert entry.id == "eu-fsf/9001"
    assert (entry.name, entry.aliases) == ("Hill Institute", ("Institut de la Colline",))
    assert entry.addresses == ("Hill Street 1, Pyongyang, PRK",)
    assert entry.countries == ("KP",)
    assert entry.period == Period()
    assert entry.remarks == "x; (former location)"
    assert SOURCE.as_of(path) == date(2016, 2, 11)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('logicalId="9001"', 'logicalId=""', "logicalId"),
        ('classificationCode="E"', 'classificationCode="X"', "subjectType"),
        ("wholeName", "otherName", "nameAlias"),
        ('"2017-10-16"', '"16 October"', "designationDate"),
    ],
)
def test_a_bad_entry_costs_itself_only(write: Write, old: str, new: str, field: str) -> None:
    _, rejected, good = read(write(ENTITY.replace(old, new) + ENTITY))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, field)
    assert isinstance(good, Row)
    assert good.line == 2


def test_an_added_field_is_told_once(write: Write) -> None:
    changed = ENTITY.replace("<remark>Owned", "<colour>green</colour><remark>Owned")
    _, first, second = read(write(changed + changed))
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert [note.partition(":")[0] for note in first.notes] == ["colour"]
    assert second.notes == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<CONSOLIDATED_LIST/>", "begins with <CONSOLIDATED_LIST>"),
        ("name,country", "it is no XML"),
        ("", "it is no XML"),
        (f"<export>{ENTITY}", "breaks off"),
        ('<!DOCTYPE export [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><export>&b;</export>', "it is refused"),
    ],
)
def test_other_and_broken_files_are_refused(write: Write, content: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read(write(content)))
