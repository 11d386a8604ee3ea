from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.ch_seco import SOURCE, read

Write = Callable[..., Path]
PROGRAM = """<sanctions-program ssid="20"><program-key lang="ger">Huegel</program-key>
<program-key lang="eng">Hills</program-key><sanctions-set ssid="21" lang="eng">annex 1</sanctions-set>
<sanctions-set ssid="21" lang="ger">Anhang 1</sanctions-set></sanctions-program>"""
PLACE = """<place ssid="30"><location>Pyongyang</location><area>Hill District</area>
<country iso-code="KP">Korea (Democratic People's Republic of)</country></place>"""
BODY = """<target ssid="9001"><sanctions-set-id>21</sanctions-set-id><foreign-identifier>KPe.999</foreign-identifier>
<entity>
  <identity main="false">
    <name name-type="primary-name"><name-part order="1"><value>Hill Works</value></name-part></name>
  </identity>
  <identity main="true">
    <name name-type="alias"><name-part order="1"><value>HI</value></name-part></name>
    <name name-type="primary-name"><name-part order="2"><value>Institute</value></name-part>
      <name-part order="1"><value>Hill</value>
        <spelling-variant lang="kor" script="HANG">언덕</spelling-variant></name-part>
    </name>
    <address place-id="30"><address-details>Hill Street 1</address-details><zip-code>1</zip-code></address>
  </identity>
  <justification>On a hill.</justification><other-information>Tel.: 1</other-information>
</entity>
<modification modification-type="amended" effective-date="2015-11-18"><added><target><entity/></target></added>
</modification>
<modification modification-type="listed" effective-date="2012-07-04"/></target>"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*targets: str, list_type: str = "whole-list", whole: str | None = None) -> Path:
        path = tmp_path / "list.xml"
        start = f'<?xml version="1.0"?><swiss-sanctions-list list-type="{list_type}" date="2026-08-27">'
        content = f"{start}{PROGRAM}{''.join(targets)}{PLACE}</swiss-sanctions-list>"
        path.write_text(content if whole is None else whole, encoding="utf-8")
        return path

    return write


def designations(path: Path) -> list[Designation]:
    return [row.record for row in read(path) if isinstance(row, Row) and isinstance(row.record, Designation)]


def test_a_target_with_everything(write: Write) -> None:
    path = write(BODY)
    first, row = read(path)
    assert isinstance(first, Row)
    assert isinstance(first.record, ControlList)
    assert isinstance(row, Row)
    assert row.notes == ()
    entry = row.record
    assert isinstance(entry, Designation)
    assert entry.id == "ch-seco/9001"
    assert (entry.name, entry.kind) == ("Hill Institute", "organisation")
    assert {"HI", "Hill Works"} <= {*entry.aliases, *entry.native_names}
    assert any(native.startswith("언덕") for native in (*entry.aliases, *entry.native_names))
    assert entry.addresses == (
        "Hill Street 1, 1, Pyongyang, Hill District, Korea (Democratic People's Republic of)",
    )  # fmt: skip
    assert (entry.countries, entry.programs) == (("KP",), ("Hills: annex 1",))
    assert (entry.reason, entry.remarks) == ("On a hill.", "Tel.: 1; Identifier: KPe.999")
    day = date(2012, 7, 4)
    assert entry.period == Period(from_min=day, from_max=day, basis="effective date")
    assert SOURCE.as_of(path) == date(2026, 8, 27)


def test_an_amendment_is_no_whole_list(write: Write) -> None:
    undated = BODY.replace(' effective-date="2012-07-04"', "").replace(' effective-date="2015-11-18"', "")
    (entry,) = designations(write(undated, list_type="amendment"))
    assert entry.period == Period()
    assert not SOURCE.is_complete(write(undated, list_type="amendment"))
    assert SOURCE.is_complete(write(undated))


def test_targets_taken_off_and_listed_again(write: Write) -> None:
    off = '<modification modification-type="de-listed" effective-date="2016-03-01"/>'
    again = '<modification modification-type="listed" effective-date="2020-01-02"/>'
    gone, back, only_end = designations(
        write(
            BODY.replace("</entity>", f"</entity>{off}"),
            BODY.replace("</entity>", f"</entity>{again}{off}"),
            BODY.replace("</entity>", f"</entity>{off}").replace('"listed" effective-date="2012-07-04"', '"amended"'),
        )
    )
    day, end, second = date(2012, 7, 4), date(2016, 3, 1), date(2020, 1, 2)
    closed = Period(from_min=day, from_max=day, to_min=end, to_max=end, basis="effective date")
    assert (gone.period, gone.further_periods) == (closed, ())
    assert back.period == closed
    assert back.further_periods == (Period(from_min=second, from_max=second, basis="effective date"),)
    assert only_end.period == Period(to_min=end, to_max=end)


def test_kinds(write: Write) -> None:
    def of(tag: str, attributes: str = "") -> str:
        return BODY.replace("<entity>", f"<{tag} {attributes}>").replace("</entity>\n", f"</{tag}>\n")

    kinds = [entry.kind for entry in designations(write(of("individual"), of("object", 'object-type="vessel"')))]
    assert kinds == ["person", "vessel"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('<target ssid="9001">', "<target>", "ssid"),
        ("<sanctions-set-id>21", "<sanctions-set-id>99", "sanctions-set-id"),
        ("value>", "text>", "name"),
        ('"amended"', '"renamed"', "modification-type"),
        ("2012-07-04", "soon", "effective-date"),
        ('"listed" effective-date="2012-07-04"', '"de-listed"', "effective-date"),
        ("<entity>\n", '<object object-type="house"/><entity>\n', "object-type"),
    ],
)
def test_a_bad_target_costs_itself_only(write: Write, old: str, new: str, field: str) -> None:
    changed = BODY.replace(old, new).replace("spelling-variant", "other" if old == "value>" else "spelling-variant")
    _, rejected, good = read(write(changed, BODY))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, field)
    assert isinstance(good, Row)


@pytest.mark.parametrize(
    ("whole", "message"),
    [
        ("<export/>", "begins with <export>"),
        ('<swiss-sanctions-list list-type="half"/>', "is a 'half'"),
        ("a;b", "it is no XML"),
        (f'<swiss-sanctions-list list-type="whole-list">{PROGRAM}{BODY}', "breaks off"),
        ('<!DOCTYPE d [<!ENTITY a "aaaa">]><swiss-sanctions-list>&a;</swiss-sanctions-list>', "it is refused"),
    ],
)
def test_other_and_broken_files_are_refused(write: Write, whole: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read(write(whole=whole)))
