"""What can go wrong between a subgraph and the file that shows it."""

from cypher.errors import UsageError


class PageError(UsageError):
    """The page cannot be drawn or written as asked."""


class NotWritten(PageError):
    """The page is right and the disk refused it: nobody used the tool wrongly."""

    exit_code = 1
