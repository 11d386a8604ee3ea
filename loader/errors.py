"""Errors of reading and loading."""

from cypher.errors import TiegraphError


class SourceError(TiegraphError):
    """A file is not what it was given as: names file, place, and what to do."""


class LoadError(TiegraphError):
    """A load could not be finished or does not balance."""


class FetchError(TiegraphError):
    """A publisher's file could not be fetched, or is not what it should be; the file that was there stays."""
