from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.records import Paper, Rejected, Row
from loader.sources.arxiv import read

DATA = Path(__file__).parents[1] / "data" / "arxiv"

OWN = """<OAI-PMH><ListRecords>
<record><header><identifier>oai:arXiv.org:2401.00001</identifier><datestamp>2024-02-03</datestamp></header>
<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2401.00001</id><created>2024-01-05</created>
<title>Invented</title><doi>10.1000/1 10.48550/arXiv.2401.00001 nonsense</doi>
<authors><author><keyname>Example</keyname><forenames>A. B.</forenames><suffix>Jr</suffix>
<affiliation>Example University</affiliation><affiliation>Example Institute</affiliation></author></authors>
</arXiv></metadata></record>
<record><header status="deleted"><identifier>oai:arXiv.org:2401.00002</identifier></header></record>
<record><header><identifier>oai:arXiv.org:nothing</identifier></header><metadata><arXiv/></metadata></record>
<record><header><identifier>oai:arXiv.org:2401.00003</identifier></header><metadata><marc/></metadata></record>
</ListRecords></OAI-PMH>"""


def _papers(path: Path) -> list[Paper]:
    return [row.record for row in read(path) if isinstance(row, Row) and isinstance(row.record, Paper)]


def test_atom() -> None:
    (paper,) = _papers(DATA / "atom.xml")
    assert paper.arxiv == "astro-ph/0601001"
    assert [author.name for author in paper.authors][-1] == "Andrzej Udalski"
    assert [one.raw for one in paper.authors[-1].affiliations] == ["Warsaw University Observatory"]
    assert (paper.online, paper.type) == ((date(2006, 1, 2), date(2006, 1, 2)), "preprint")


def test_dublin_core() -> None:
    (paper,) = _papers(DATA / "oai.xml")
    assert (paper.arxiv, paper.version_of) == ("hep-th/0408048", ("doi:10.1142/9789812702340_0078",))
    # The day of the first version, not of the revision.
    assert (paper.date_min, paper.date_max) == (date(2004, 8, 5), date(2004, 8, 5))
    assert paper.as_of == date(2017, 8, 23)
    assert [author.name for author in paper.authors] == ["Lee Smolin"]


def test_own_form_and_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "oai.xml"
    path.write_text(OWN, encoding="utf-8")
    first, *others = list(read(path))
    assert isinstance(first, Row)
    assert isinstance(first.record, Paper)
    assert first.record.version_of == ("doi:10.1000/1",)
    assert first.notes == ("doi: nonsense is not a DOI, left out",)
    (author,) = first.record.authors
    assert author.name == "A. B. Example Jr"
    assert [one.raw for one in author.affiliations] == ["Example University", "Example Institute"]
    assert [one.field for one in others if isinstance(one, Rejected)] == ["header", "header/identifier", "metadata"]


def test_an_error_of_the_api_is_no_preprint() -> None:
    (item,) = list(read(DATA / "atom-error.xml"))
    assert isinstance(item, Rejected)
    assert "incorrect id format for abc" in item.reason


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "oai.xml"
    path.write_text('<!DOCTYPE r [<!ENTITY a "aaaa">]><feed><entry><title>&a;</title></entry></feed>', encoding="utf-8")
    with pytest.raises(SourceError, match="declares"):
        list(read(path))
