"""What the database refuses, for what a record holds or for want of something: which errors say so, and what is told.

A batch is one transaction. Where it is refused, its halves are tried, down to the record that is in the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from cypher.client import OUT_OF_MEMORY, ConnectionFailed, StatementFailed, TimedOut
from cypher.errors import TiegraphError
from loader.errors import LoadError

Item = TypeVar("Item")
Done = TypeVar("Done")

#: Beginnings of Neo4j's codes that speak of the statement's data, and not of the server's state.
_OF_DATA = ("Neo.ClientError.Statement.", "Neo.ClientError.Schema.", "Neo.DatabaseError.Statement.", OUT_OF_MEMORY)


def can_be_of_data(error: BaseException | None) -> bool:
    """Whether a part of the batch may be written all the same. A smaller one takes less memory and time, too."""
    return isinstance(error, TimedOut) or (isinstance(error, StatementFailed) and error.code.startswith(_OF_DATA))


def in_parts(batches: Iterable[list[Item]], write: Callable[[list[Item]], Done]) -> Iterator[tuple[list[Item], Done]]:
    """Each batch with what writing it gave; the halves of one that was refused, down to single items, in its place.

    Raises what `write` raises for a single item, and what no smaller batch would help.
    """
    for batch in batches:
        left = [batch]
        while left:
            part = left.pop()
            try:
                done = write(part)
            except TiegraphError as error:
                if len(part) == 1 or not can_be_of_data(error):
                    raise
                left += (part[len(part) // 2 :], part[: len(part) // 2])
            else:
                yield part, done


def writes_nothing(error: BaseException) -> bool:
    """Whether the server is gone, or gave up writing, of which a full disk is the usual reason."""
    return isinstance(error, ConnectionFailed) or (
        isinstance(error, StatementFailed) and error.code.startswith("Neo.DatabaseError.Transaction.")
    )


@contextmanager
def ended_by_the_server() -> Iterator[None]:
    """Raise `LoadError` with what to do where a load ends for want of something, and no data are at fault."""
    try:
        yield
    except TiegraphError as error:
        if isinstance(error, ConnectionFailed):
            told = f"{error} What it had written stays: run the same command again"
        elif writes_nothing(error):
            told = (
                "the server cannot write any more. What was written stays: make room where its disk is full, start it "
            )
            told += f"anew, and run the same command again ({error})"
        elif setting := too_little(error):
            told = "a transaction takes more than the server allows. What was written stays: raise "
            told += f"{setting} there, start it anew, and run the same command again"
        else:
            raise
        raise LoadError(f"The load was stopped: {told}; it goes on.") from error


def too_little(error: BaseException) -> str | None:
    """The setting of the server that a transaction was too large for; None where something else is wrong."""
    if isinstance(error, TimedOut):
        return "db.transaction.timeout"
    if isinstance(error, StatementFailed) and error.code == OUT_OF_MEMORY:
        return "db.memory.transaction.max"
    return None


def why(error: BaseException) -> str:
    """Why one record alone was refused. Raises `LoadError` where the server's time-out is the reason."""
    setting = too_little(error)
    if isinstance(error, TimedOut):
        raise LoadError(
            f"The server ended the transaction of one record at its time-out: raise {setting} there, and "
            "run the same command again; it goes on where it stopped."
        ) from error
    if setting:
        return f"takes more memory than the server allows a transaction: raise {setting} there"
    return f"the database refuses it: {str(error).removeprefix('Neo4j refuses the statement: ')}"
