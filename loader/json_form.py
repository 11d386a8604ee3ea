"""JSON records in the publisher's declared form: what is read is typed, what is left out is named, what is new is told.

A form is a `Form` with a field for everything the publisher is known to write. A field in none of them does not fail
the record: it is told once a file, so that a change of the format is noticed at the first file.
"""

from __future__ import annotations

import re
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Raw, Struct, UnsetType

T = TypeVar("T")

#: A field that is known and not used. Raw JSON costs no decoding.
Ignored = Raw | UnsetType


class Form(Struct, gc=False, forbid_unknown_fields=True):
    """Base of the forms. Another field than the declared ones is an error, which `FormDecoder` makes a note."""


class FormDecoder(Generic[T]):
    """Decodes the records of one file, or what stands in each of them at `place`."""

    def __init__(self, form: type[T], place: str = "") -> None:
        self._place = place
        self._decoder = msgspec.json.Decoder(form)
        self._told: set[str] = set()

    def decode(self, raw: bytes | Raw, notes: list[str]) -> T:
        """One record. Fields beyond its form are left out; those not told yet in this file are added to `notes`.

        Raises `msgspec.DecodeError` where the record is broken or a field has another type.
        """
        try:
            return self._decoder.decode(raw)
        except msgspec.ValidationError:
            record, unknown = self._without_unknown(bytes(raw))
        new = [name for name in unknown if name not in self._told]
        self._told.update(new)
        notes += [f"{self._place}{name}: a field that this release does not know, left out" for name in new]
        return record

    def _without_unknown(self, raw: bytes) -> tuple[T, list[str]]:
        """A record with the fields that no form declares taken out, and their names with their places.

        Raises `msgspec.ValidationError` where something else than an unknown field is wrong.
        """
        value = msgspec.json.decode(raw)
        names: list[str] = []
        while True:
            try:
                # Raw JSON is only made of JSON.
                return self._decoder.decode(msgspec.json.encode(value)), names
            except msgspec.ValidationError as error:
                unknown = _UNKNOWN.fullmatch(str(error))
                if not unknown:
                    raise
                # The place of an element in its list is left away: the field is taken out of all of them.
                place = _ELEMENT.sub("", unknown.group(2) or "")
                path = [*(step for step in place.split(".") if step), unknown.group(1)]
                if not _take_out(value, path):
                    raise
                names.append(".".join(path))


_ELEMENT = re.compile(r"\[[^\]]*\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`(?: - at `\$(.*)`)?")


def _take_out(value: Any, path: list[str]) -> bool:
    """Delete what stands at `path`, in every element of the lists on the way; false where nothing does."""
    if isinstance(value, list):
        # All of them, not only up to the first: any() alone would stop there.
        return sum(_take_out(element, path) for element in value) > 0
    if not isinstance(value, dict) or path[0] not in value:
        return False
    if len(path) > 1:
        return _take_out(value[path[0]], path[1:])
    del value[path[0]]
    return True
