from __future__ import annotations

from typing import Any

import pytest

from loader.particulars import LEFT_OUT, without_particulars
from loader.records import Designation


def bare(raw: dict[str, Any], kind: str = "person") -> dict[str, Any]:
    (row,) = without_particulars(Designation(list="x", key="1", name="EXAMPLE, Person", kind=kind, raw=(raw,))).raw
    return row


@pytest.mark.parametrize(
    "field",
    [
        "NATIONALITY", "NATIONALITY2", "INDIVIDUAL_DATE_OF_BIRTH", "INDIVIDUAL_PLACE_OF_BIRTH", "INDIVIDUAL_DOCUMENT",
        "GENDER", "CITY_OF_BIRTH", "@gender", "citizenship", "birthdate", "identification", "BIRTH", "CITIZEN",
        "PASSPORT", "dateOfBirthList", "idList", "nationalityList", "identityDocuments", "dates_of_birth", "ids",
        "DOB", "Town of Birth", "Passport Details", "NI Number", "IndividualDetails", "Date of Birth", "Citizenship",
        "DateOfBirthOrShipBuildDate", "day-month-year", "@sex", "国籍", "生年月日・出生地", "ID番号",
    ],
)  # fmt: skip
def test_every_publishers_particulars_are_left_out(field: str) -> None:
    assert bare({"name": "EXAMPLE, Person", field: "x"}) == {"name": "EXAMPLE, Person", LEFT_OUT: [field]}
    assert bare({"part": {field: "x", "name": "y"}}) == {"part": {"name": "y"}, LEFT_OUT: [field]}


def test_features_and_facts_within_a_text() -> None:
    features = [
        {"type": {"#text": "Birthdate", "@id": "8"}, "value": "1900"},
        {"type": "Secondary sanctions risk:", "value": "yes"},
    ]
    assert bare({"features": {"feature": features}, "remarks": "DOB 01 Jan 1900; Linked To: HILL CO.; Passport 1"}) == {
        "features": {"feature": features[1:]},
        "remarks": "Linked To: HILL CO.",
        LEFT_OUT: ["Birthdate", "DOB", "Passport"],
    }


def test_what_names_a_body_or_says_why_it_is_listed_stays() -> None:
    row = {"Address": "Hill Street 1", "programs": ["DPRK"], "Title": "Head of Examples", "Position": "x", "uid": "1"}
    assert bare(row) == row
    company = {"identification": "registration 1", "remarks": "Identification Number 2"}
    assert bare(company, kind="organisation") == company
