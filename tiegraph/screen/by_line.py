"""Rows of a screening that is passed on, without what the screened file may say of persons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tiegraph.screen.screening import COULD_NOT

_QUOTED = re.compile(r"'[^']*'")
#: An id of a paper: it has no blank in it, as the key of an entry has none.
_ID = re.compile(r"10\.\d\S*|W\d+|PMC\d+|\d[\d.]*(?:v\d+)?|arxiv\S*|[a-z.-]+/\d{7}", re.IGNORECASE)
#: How a record begins that stands there as it is, as it has no title: RIS, JSON.
_RECORD = ("TY  -", "{")
#: How the reasons begin of rows that could be read, and are shown as the file gives them; of others the text as found
#: stands in their place, whatever it holds.
_READ = ("it gives no", "no paper that", "no institution")


def by_line(row: Mapping[str, Any], what: str) -> Mapping[str, Any]:
    """A row of a screening of `what` without what its file may say of persons: such a row is known by its line."""
    people = what == "people"
    reason = str(row.get("reason") or "")
    unread = row.get("state") == COULD_NOT and not row.get("is_id") and not row.get("candidates")
    unread = unread and not reason.startswith(_READ)
    # Of a bibliography's entry without title its key stands there, which often begins with a name, or the whole entry.
    given = str(row.get("given") or "")
    keyed = given.startswith(_RECORD) or (" " not in given and not _ID.fullmatch(given))
    keyed = keyed and what == "papers" and not row.get("is")
    if not (people or unread or keyed):
        return row
    hidden = {**row, "given": f"line {row.get('row')}"}
    if people or unread:
        hidden["reason"] = _QUOTED.sub("what stands there", reason)
    return hidden
