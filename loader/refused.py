"""Records that the database refuses for what they hold: which errors say so, and what is told of the record.

A batch is one transaction. Where it is refused, its halves are tried, down to the record that is in the way.
"""

from __future__ import annotations

from cypher.client import OUT_OF_MEMORY, StatementFailed, TimedOut
from loader.errors import LoadError

#: Beginnings of Neo4j's codes that speak of the statement's data, and not of the server's state.
_OF_DATA = ("Neo.ClientError.Statement.", "Neo.ClientError.Schema.", "Neo.DatabaseError.Statement.", OUT_OF_MEMORY)


def can_be_of_data(error: BaseException | None) -> bool:
    """Whether a part of the batch may be written all the same. A smaller one takes less memory and time, too."""
    return isinstance(error, TimedOut) or (isinstance(error, StatementFailed) and error.code.startswith(_OF_DATA))


def server_stopped(error: BaseException) -> bool:
    """Whether the server gave up writing, of which a full disk is the usual reason: no data are at fault."""
    return isinstance(error, StatementFailed) and error.code.startswith("Neo.DatabaseError.Transaction.")


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
