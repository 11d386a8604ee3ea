"""What lists print of the person of an entry, and tiegraph does not keep: nationality, birth, sex and papers.

An entry on a person stays a designation with its names, addresses and grounds; these particulars serve to tell persons
apart at a border, and no question here. They are taken out of the raw row too, which names what was left out. Prose,
such as a remark that says where somebody was born, is kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from loader.records import Designation

#: Key of the raw row under which the names of the fields left out stand.
LEFT_OUT = "left out by tiegraph"
_KINDS = ("person", "unknown")
#: Names of fields, and of kinds of feature, in the publishers' formats; without case, blanks and signs.
_FIELD = re.compile(
    r".*(?:birth|nationalit|citizen|出生|生年月日|国籍).*|gender|sex|dob|daymonthyear|individualdetails"
    r"|(?:individual|identity|identification)documents?|identifications?|ids|idlist|passport(?:s|details)?|ninumber"
    r"|旅券番号|身分登録番号|身分証番号|id番号"
)
#: A remark of several facts, as OFAC's CSV and the CSL print them: "DOB 01 Jan 1900; POB Nowhere; Passport 1 (Iran)".
_FACT = re.compile(
    r"(?:alt\. |\()?(?:DOB|POB|nationality|citizen|Gender|Passport|National ID|Identification Number|SSN|Birth"
    r"|Residency Number|Driver's License|Tax ID|Personal ID|Identity Card)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_REMARKS = "remarks"


def without_particulars(entry: Designation) -> Designation:
    """The entry with the raw rows of a person bare of particulars; entries of other kinds as they are."""
    if entry.kind not in _KINDS:
        return entry
    rows = []
    for row in entry.raw:
        left_out: dict[str, None] = {}
        kept = _kept(row, left_out)
        rows.append({**kept, LEFT_OUT: list(left_out)} if left_out else row)
    return replace(entry, raw=tuple(rows))


def _kept(value: Any, left_out: dict[str, None]) -> Any:
    if isinstance(value, Mapping):
        return dict(_fields(value, left_out))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_kept(one, left_out) for one in value if not _is_feature(one, left_out)]
    return value


def _fields(row: Mapping[str, Any], left_out: dict[str, None]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if _FIELD.fullmatch(_plain(name)):
            left_out[name] = None
        elif isinstance(value, str) and name.lower() == _REMARKS:
            yield name, _without_facts(value, left_out)
        elif not _is_feature(value, left_out):
            yield name, _kept(value, left_out)


def _is_feature(value: Any, left_out: dict[str, None]) -> bool:
    """`{type: Birthdate, value: …}`, or the type with attributes."""
    kind = value.get("type") if isinstance(value, Mapping) else None
    printed = kind.get("#text") if isinstance(kind, Mapping) else kind
    if isinstance(printed, str) and _FIELD.fullmatch(_plain(printed)):
        left_out[printed] = None
        return True
    return False


def _without_facts(printed: str, left_out: dict[str, None]) -> str:
    facts = printed.split("; ")
    kept = [fact for fact in facts if not _FACT.fullmatch(fact)]
    left_out.update({" ".join(fact.split()[:1]): None for fact in facts if _FACT.fullmatch(fact)})
    return "; ".join(kept)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()
