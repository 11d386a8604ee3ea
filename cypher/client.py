"""The one place that imports the Neo4j driver: connections, read answers, written batches, errors in words."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import neo4j
import neo4j.exceptions as driver_errors
import neo4j.graph
import neo4j.time

from cypher.errors import TiegraphError
from cypher.model import MODEL_VERSION, NODE, RELATIONSHIP
from cypher.profile import Profile, steps
from cypher.result import PATHS, Edge, Node, Result, Subgraph
from cypher.statements import statement

#: Rows that the driver asks the server for at once.
_ROWS_AT_ONCE = 5_000
#: Types of most values of an answer, which are Python's already: half of the client's time was to look for others.
_PLAIN = frozenset((str, int, float, bool, type(None)))
# Its errors are told in our own words: without a handler, Python prints them too.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
_SCHEMES = frozenset(f"{way}{tls}" for way in ("bolt", "neo4j") for tls in ("", "+s", "+ssc"))


#: Neo4j's code for a transaction over its share, or all of them over theirs.
OUT_OF_MEMORY = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
#: What its message names where it is the share of the one.
_ONE_TRANSACTION = "db.memory.transaction.max"


class ConnectionFailed(TiegraphError):
    """No server answers, or it does not let us in; the text tells which."""


class TimedOut(TiegraphError):
    """The server ended a statement that took longer than allowed."""


class StatementFailed(TiegraphError):
    """The server refused a statement for a reason of its own; `code` is Neo4j's, as `Neo.ClientError.Schema.…`."""

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text)
        self.code = code


class _TooMuch(Exception):
    """A transaction that needs more memory than one may have: it would at every further attempt."""


class WrongModel(TiegraphError):
    """The database holds a graph of another model version, or no graph of ours at all."""


class OldModel(WrongModel):
    """The graph was made with another version of the model."""


class Client:
    """A connection to one database. Use as a context manager, or call `close`.

    Reads are auto-commit read transactions that are never retried (a statement over the memory limit would run again
    and again); writes are managed transactions, retried by the driver on transient errors and then failed.
    """

    def __init__(self, driver: neo4j.Driver, database: str | None, uri: str) -> None:
        self._driver = driver
        self._database = database
        self.uri = uri
        # In a cluster a read goes to another server than the write before it, and waits there until it has that.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager() if uri.startswith("neo4j") else None

    @classmethod
    def connect(cls, uri: str, user: str, password: str, database: str | None = None) -> Client:
        """Open a connection and prove it. Raises `ConnectionFailed`."""
        _check_address(uri)
        try:
            driver = neo4j.GraphDatabase.driver(
                uri,
                auth=(user, password),
                notifications_min_severity="OFF",
                connection_timeout=10,
                user_agent="tiegraph",
            )
        except (ValueError, driver_errors.ConfigurationError) as error:
            raise ConnectionFailed(
                f"{uri} is not a Neo4j address ({error}); use bolt://host:port or neo4j://…"
            ) from error
        client = cls(driver, database, uri)
        try:
            with _explained(uri, user, database):
                driver.verify_connectivity()
                client.rows("ping")
        except TiegraphError:
            driver.close()
            raise
        return client

    def close(self) -> None:
        self._driver.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None) -> Result:
        """Run one read statement. `timeout` is in seconds; the server checks about every two.

        Raises `TimedOut`, `StatementFailed`, `ConnectionFailed`.
        """
        session = self._session(neo4j.READ_ACCESS, fetch_size=_ROWS_AT_ONCE)
        graph = _Collector()
        rows = []
        with _explained(self.uri, database=self._database, answering=True), session:
            result = session.run(_query(text, timeout), dict(parameters or {}))
            keys = tuple(key for key in result.keys() if key != PATHS)  # noqa: SIM118 - not a dict
            for record in result:
                row = _row(record)
                graph.add(row.pop(PATHS, None))
                rows.append({key: value if type(value) in _PLAIN else plain(value) for key, value in row.items()})
        return Result(keys, rows, graph.subgraph())

    def each(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None
    ) -> Iterator[dict[str, Any]]:
        """The rows of one read statement, one at a time, without paths: memory stays flat. Raises as `read`."""
        session = self._session(neo4j.READ_ACCESS, fetch_size=_ROWS_AT_ONCE)
        with _explained(self.uri, database=self._database, answering=True), session:
            for record in session.run(_query(text, timeout), dict(parameters or {})):
                yield {key: value for key, value in _plain_row(record).items() if key != PATHS}

    def profile(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None
    ) -> Profile:
        """What one read statement costs: run twice and timed, then once more, counted. Raises as `read`."""
        times = []
        for _ in range(2):
            begun = time.perf_counter()
            found = self.read(text, parameters, timeout=timeout)
            times.append(1000 * (time.perf_counter() - begun))
        with _explained(self.uri, database=self._database), self._session(neo4j.READ_ACCESS) as session:
            result = session.run(_query(f"PROFILE {text}", timeout), dict(parameters or {}))
            # The counts are there once all rows are read.
            for _ in result:
                pass
            plan = result.consume().profile
        return Profile(len(found.rows), times[0], times[1], tuple(steps(plan or {"operatorType": "none"})))

    def rows(self, name: str, label: str = "", /, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of one of the project's own read statements (`cypher/statements/`), for a label where it has one."""
        return list(self.stream(name, label, **parameters))

    def stream(self, name: str, label: str = "", /, **parameters: Any) -> Iterator[dict[str, Any]]:
        """As `rows`, but one row at a time: memory stays flat."""
        session = self._session(neo4j.READ_ACCESS, fetch_size=_ROWS_AT_ONCE)
        with _explained(self.uri, database=self._database), session:
            for record in session.run(_query(statement(name, label), None), parameters):
                yield _plain_row(record)

    def write(self, steps: Sequence[tuple[str, Mapping[str, Any]]]) -> list[list[dict[str, Any]]]:
        """Run (text, parameters) steps in one transaction: all or nothing. Returns the rows of each step."""

        def work(transaction: neo4j.ManagedTransaction) -> list[list[dict[str, Any]]]:
            try:
                return [
                    [_plain_row(record) for record in transaction.run(text, dict(parameters))]
                    for text, parameters in steps
                ]
            except driver_errors.TransientError as error:
                if _ONE_TRANSACTION in str(error):
                    raise _TooMuch from error
                raise

        with _explained(self.uri, database=self._database), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def execute(self, text: str) -> None:
        """Run one schema statement on its own."""
        with _explained(self.uri, database=self._database), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(_query(text, None)).consume()

    @contextmanager
    def held(self, name: str, wait: float, **parameters: Any) -> Iterator[None]:
        """Keep the locks that a statement takes until the block ends, and then undo what it wrote.

        The server gives them back by itself if this process dies. Raises `TimedOut` when the locks could not be had
        within `wait` seconds.
        """
        with _explained(self.uri, database=self._database), self._session(neo4j.WRITE_ACCESS) as session:
            # The time-out of a transaction would end the load itself, so a short one tries for the lock first.
            with session.begin_transaction(timeout=wait) as attempt:
                attempt.run(statement(name), parameters).consume()
                attempt.rollback()
            # Zero: without end, also where the server has a time-out of its own.
            with session.begin_transaction(timeout=0) as holder:
                holder.run(statement(name), parameters).consume()
                try:
                    yield
                finally:
                    # A server that was started anew in between has undone it, and given the locks back.
                    with suppress(driver_errors.DriverError, driver_errors.Neo4jError):
                        if not holder.closed():
                            holder.rollback()

    def check_model(self) -> None:
        """Raise `WrongModel` unless the database is empty or holds a graph of this model version."""
        found = self.rows("model_version")[0]
        if found["version"] is None and found["nodes"]:
            raise WrongModel(
                f"The database at {self.uri} holds {found['nodes']:,} nodes that tiegraph did not make; "
                "give it an empty database or another instance (--instance NAME)."
            )
        if found["version"] is not None and found["version"] != MODEL_VERSION:
            raise OldModel(
                f"The graph at {self.uri} was made with model version {found['version']}, this tiegraph reads version "
                f"{MODEL_VERSION}; load the files anew into an empty instance."
            )

    def _session(self, mode: str, **config: Any) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=mode, bookmark_manager=self._bookmarks, **config
        )


def _check_address(uri: str) -> None:
    # The driver takes http for a way of its own that needs packages we do not have.
    scheme = uri.partition("://")[0].lower()
    if scheme in ("http", "https"):
        raise ConnectionFailed(
            f"{uri} is no address for a driver: that is Neo4j Browser's address; use bolt://… (of a server with usual "
            "settings: bolt://host:7687)."
        )
    if "://" not in uri or scheme not in _SCHEMES:
        raise ConnectionFailed(f"{uri} is not a Neo4j address; use bolt://host:port or neo4j://… (+s or +ssc for TLS).")


def _query(text: str, timeout: float | None) -> neo4j.Query:
    return neo4j.Query(text, timeout=timeout)


@contextmanager
def _explained(uri: str, user: str = "", database: str | None = None, *, answering: bool = False) -> Iterator[None]:
    """Turn the driver's errors into our own sentences."""
    try:
        yield
    except driver_errors.AuthError as error:
        raise ConnectionFailed(
            f"The server at {uri} refuses user {user or 'given'} with this password; check NEO4J_USERNAME and "
            "NEO4J_PASSWORD, or use --instance NAME for a local server."
        ) from error
    except (driver_errors.ServiceUnavailable, driver_errors.SessionExpired) as error:
        if answering and "defunct" in str(error):
            raise ConnectionFailed(
                f"The server at {uri} went away while it answered: what came is not the whole answer. See "
                "whether it runs (`tiegraph server status`), and ask again."
            ) from error
        raise ConnectionFailed(
            f"No Neo4j answers at {uri} ({_first_line(error)}); start it with `tiegraph server start`, or set "
            "NEO4J_URI."
        ) from error
    except _TooMuch as error:
        raise _out_of_memory() from error
    except driver_errors.Neo4jError as error:
        code = error.code or ""
        if code == "Neo.ClientError.Database.DatabaseNotFound":
            raise ConnectionFailed(
                f"The server at {uri} has no database {database or 'of that name'}; set NEO4J_DATABASE (Community has "
                "one, neo4j)."
            ) from error
        if any(reason in code for reason in ("TransactionTimedOut", "LockAcquisitionTimeout", "LockClientStopped")):
            raise TimedOut(
                "The server ended the statement at the time-out; narrow the question or raise --timeout."
            ) from error
        if "MemoryPoolOutOfMemory" in code:
            raise _out_of_memory() from error
        raise StatementFailed(f"Neo4j refuses the statement: {_first_line(error)} ({code})", code) from error


def _out_of_memory() -> StatementFailed:
    return StatementFailed("The answer needs more memory than the server allows; narrow the question.", OUT_OF_MEMORY)


def _first_line(error: Exception) -> str:
    return (
        (getattr(error, "message", None) or str(error)).strip().splitlines()[0][:300]
        if str(error)
        else type(error).__name__
    )


def _plain_row(record: neo4j.Record) -> dict[str, Any]:
    return {key: value if type(value) in _PLAIN else plain(value) for key, value in _row(record).items()}


def _row(record: neo4j.Record) -> dict[str, Any]:
    # A record is a tuple of its values; its own methods look each of them up.
    return dict(zip(record.keys(), tuple.__iter__(record), strict=True))


def plain(value: Any) -> Any:
    """A driver value as plain Python: dates as `datetime.date`, nodes and relationships as their properties."""
    if isinstance(value, list):
        return [item if type(item) in _PLAIN else plain(item) for item in value]
    if isinstance(value, neo4j.time.Date):
        return date(value.year, value.month, value.day)
    if isinstance(value, neo4j.time.DateTime):
        return value.to_native()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, neo4j.graph.Entity):
        return {key: plain(item) for key, item in value.items()}
    return value


class _Collector:
    """Gathers what paths hold, each node and relationship once."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: dict[str, Edge] = {}
        #: by the server's id: hundreds of paths go through one node
        self._keys: dict[str, str] = {}
        self._seen: set[str] = set()

    def add(self, value: Any) -> None:
        if isinstance(value, neo4j.graph.Path):
            for node in value.nodes:
                self._node(node)
            for relationship in value.relationships:
                self._edge(relationship)
        elif isinstance(value, neo4j.graph.Node):
            self._node(value)
        elif isinstance(value, neo4j.graph.Relationship):
            self._edge(value)
        elif isinstance(value, Iterable) and not isinstance(value, str):
            for item in value:
                self.add(item)

    def _node(self, found: neo4j.graph.Node) -> str:
        if found.element_id not in self._keys:
            self._keys[found.element_id] = self._new_node(found)
        return self._keys[found.element_id]

    def _new_node(self, found: neo4j.graph.Node) -> str:
        label = next((label for label in sorted(found.labels) if label in NODE), None)
        if label is None:
            raise WrongModel(f"A path holds a node with labels {sorted(found.labels)}, none of them of our model.")
        key = str(found[NODE[label].key])
        if key not in self._nodes:
            properties = {name: plain(value) for name, value in found.items()}
            also = tuple(sorted(set(found.labels) - {label}))
            self._nodes[key] = Node(key, label, properties, also)
        return key

    def _edge(self, found: neo4j.graph.Relationship) -> None:
        if found.start_node is None or found.end_node is None or found.element_id in self._seen:
            return
        self._seen.add(found.element_id)
        start, end = self._node(found.start_node), self._node(found.end_node)
        places = [str(found.get(name)) for name in RELATIONSHIP[found.type].key]
        key = "|".join([start, found.type, end, *places])
        self._edges[key] = Edge(key, start, end, found.type, {name: plain(value) for name, value in found.items()})

    def subgraph(self) -> Subgraph:
        by_id: Callable[[Any], str] = lambda item: item.id  # noqa: E731
        return Subgraph(tuple(sorted(self._nodes.values(), key=by_id)), tuple(sorted(self._edges.values(), key=by_id)))
