"""Errors of reading and loading."""

from cypher.errors import TiegraphError


class SourceError(TiegraphError):
    """A file is not what it was given as: names file, place, and what to do."""


class LoadError(TiegraphError):
    """A load could not be finished or does not balance."""


class Shrunk(LoadError):
    """A file of a list has far fewer entries than it should; nothing of it was written."""


class FetchError(TiegraphError):
    """A publisher's file could not be fetched, or is not what it should be; the file that was there stays."""


class BadField(Exception):
    """A field of one record that is not what its publisher's format says: `field`, and `reason` with what to do.

    It never leaves the reading of a file: the record becomes a `loader.records.Rejected`.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.field = field
        self.reason = reason
