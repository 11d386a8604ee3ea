"""A database of tiegraph as Python sees it: ask, find, explain, load."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cypher.catalogue import catalogue, question
from cypher.client import Client
from cypher.errors import TiegraphError, UsageError
from cypher.parameters import ParameterType, nearest, shared
from cypher.passing_on import only_passable
from cypher.profile import Profile
from cypher.question import Question
from tiegraph import settings
from tiegraph.answer import NOT_LOADED, Answer
from tiegraph.audit.of_answer import warnings_of
from tiegraph.find import USUAL, Found, find
from tiegraph.passing_on import left_out, licences_of
from tiegraph.settings import Connection
from tiegraph.version import __version__
from tiegraph.why import Explanation, explain

if TYPE_CHECKING:
    import py2neo

    from loader.link import Beside
    from loader.run import LoadReport, Report
    from loader.unload import Unloaded
    from loader.versions import Proposal
    from tiegraph.audit import Audit
    from tiegraph.diff import Diff

_ANY_LIST = "any"
#: labels of the nodes whose ids a question may be given
_LABELS = {
    ParameterType.INSTITUTION: "Institution",
    ParameterType.AUTHOR: "Author",
    ParameterType.RULE: "Rule",
}


class EmptyDatabase(TiegraphError):
    """A question is asked of a database into which nothing was loaded."""


class NotInstalled(TiegraphError):
    """An optional part is asked for that is not installed."""


def connect(
    instance: str | None = None,
    *,
    uri: str | None = None,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> KnowledgeBase:
    """Connect to the local server `instance`, to the server at `uri`, or to what the environment names.

    Without `instance` and `uri`: the server of NEO4J_URI, else the local server "default", which must run. What is not
    given beside `uri` comes from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.
    Raises `ConnectionFailed` (no server, wrong password, wrong database), `ServerNotRunning`, `WrongModel` (a graph
    of another release, or not of tiegraph), `UsageError` where both `instance` and `uri` are given.
    """
    if instance and uri:
        raise UsageError("Give either instance or uri: an instance is a local server with an address of its own.")
    given = {
        "NEO4J_URI": uri,
        "NEO4J_USERNAME": user,
        "NEO4J_PASSWORD": password,
        "NEO4J_DATABASE": database,
    }
    return open_connection(
        settings.connection(
            instance, {**environ, **{name: value for name, value in given.items() if value is not None}}
        )
    )


def open_connection(connection: Connection) -> KnowledgeBase:
    """As `connect`, with settings at hand."""
    client = Client.connect(connection.uri, connection.user, connection.password, connection.database)
    try:
        client.check_model()
    except TiegraphError:
        client.close()
        raise
    return KnowledgeBase(client, connection)


class KnowledgeBase:
    """An open connection. Use as a context manager, or call `close`."""

    def __init__(self, client: Client, connection: Connection) -> None:
        self.client = client
        self.connection = connection

    def close(self) -> None:
        self.client.close()

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(
        self,
        id: str,
        /,
        *,
        timeout: float | None = None,
        beside: bool = True,
        redistributable: bool = False,
        **parameters: Any,
    ) -> Answer:
        """Ask a question of the catalogue (`tiegraph questions` lists them), and those that stand beside it.

        `parameters` are the question's; texts are accepted for every type. `timeout` is in seconds, for each
        statement. With `beside=False` neither leads, warnings nor what was searched are asked for. With
        `redistributable=True` all is asked of those papers, entries and institutions only that a source's licence lets
        one pass on; the answer says what was left out.
        Raises `UsageError` (unknown question, parameter, list or institution), `EmptyDatabase`, `TimedOut`.
        """
        asked, bound, seconds = self._checked(id, timeout, parameters)
        others = [catalogue()[other] for other in (asked.beside if beside else ())]
        licences = licences_of(self.client) if redistributable else None
        of_all = len(self._run(asked, bound, seconds)) if licences else 0
        if licences:
            asked, *others = (only_passable(one, licences) for one in (asked, *others))
        under = [self._run(other, other.bind(**asked.shared_with(other, bound)), seconds) for other in others]
        answer = self._run(asked, bound, seconds, under)
        for one in (answer, *under):
            one.not_loaded = self._not_loaded(one)
        if licences:
            answer.left_out = left_out(self.client, licences, asked, bound, of_all, len(answer))
        if beside:
            answer.warnings = warnings_of(self.client, bound, answer.rows, date.today())
        return answer

    def profile(self, id: str, /, *, timeout: float | None = None, **parameters: Any) -> Profile:
        """What a question costs the server, without those that stand beside it. Raises as `ask`."""
        asked, bound, seconds = self._checked(id, timeout, parameters)
        return self.client.profile(asked.statement, bound, timeout=seconds)

    def find(self, name: str, limit: int = 10, kinds: tuple[str, ...] = USUAL) -> list[Found]:
        """Ids of institutions and list entries (`kinds`: also "paper") by name, in any script, best first."""
        self._holds_something()
        return find(self.client, name, limit, kinds)

    def why(self, id: str, other: str | None = None) -> Explanation:
        """The evidence behind one thing (institution, list entry, list, paper …), or behind what joins two of them.

        Raises `UsageError` for an id that the graph does not have.
        """
        self._holds_something()
        return explain(self, id, other)

    def load(
        self,
        source: str,
        *paths: str | Path,
        as_of: date | None = None,
        report: Report | None = None,
        relink: bool = True,
        purpose: str = "data",
        allow_shrink: bool = False,
    ) -> LoadReport:
        """Load files of one source (`loader.sources.SOURCES`); see `loader.run.load` for what is done and raised.

        Rejected records go to a file under `tiegraph.settings.home()`. Raises `UsageError` for an unknown source.
        """
        from loader.run import load
        from loader.sources import SOURCES

        if source not in SOURCES:
            raise UsageError(f"There is no source {source!r}; {nearest(source, SOURCES)}")
        return load(
            self.client,
            SOURCES[source],
            [Path(path) for path in paths],
            reports=settings.home() / "rejected",
            version=__version__,
            as_of=as_of,
            purpose=purpose,
            relink=relink,
            allow_shrink=allow_shrink,
            beside=self.beside(),
            **({"report": report} if report else {}),
        )

    def unload(self, load: str) -> Unloaded:
        """Take out what only this load brought. Raises `UsageError` for an unknown load."""
        from loader.unload import unload

        return unload(self.client, load, self.beside())

    def beside(self, judgements: Path | None = None) -> Beside:
        """What of the user's own takes part in linking: judgements (default: `settings.judgements()`), kept indexes.

        Raises `SourceError` where the file of judgements is not right, naming the line.
        """
        from loader.judgements import read
        from loader.link import Beside

        return Beside(read(judgements or settings.judgements()), settings.indexes())

    def loads(self) -> list[dict[str, Any]]:
        """The loads of this database, oldest first: the properties of `Load` in `cypher.model`."""
        return [row["properties"] for row in self.client.rows("loads")]

    def version_proposals(self) -> list[Proposal]:
        """Works that may be versions of each other and are not joined: one title, the same authors. Sorted by key."""
        from loader.versions import proposals

        return proposals(self.client)

    def diff(self, list: str, *, since: date | None = None, until: date | None = None) -> Diff:
        """What changed in a list between two of its files: the newest up to `since` and the newest up to `until`.

        By default the last two. Raises `UsageError` for a list that is not loaded or days in the wrong order,
        `tiegraph.diff.NothingToCompare` where there are no two such files.
        """
        from tiegraph.diff import compare

        self._holds_something()
        return compare(self, list, since, until)

    def audit(self, *, today: date | None = None, most: int = 20) -> Audit:
        """The state of the data as of `today` (else the clock's day): lists, papers, affiliations, loads, findings.

        Counted anew in a few passes over the graph; tables of cases have at most `most` rows. Raises `EmptyDatabase`.
        """
        from tiegraph.audit import audit

        self._holds_something()
        where = f"instance {self.connection.instance}" if self.connection.instance else self.connection.uri
        return audit(self.client, where, today or date.today(), most)

    def py2neo_graph(self) -> py2neo.Graph:
        """The same database as a py2neo `Graph`, for notebooks that use it. py2neo is end-of-life: new work should
        use `client` or the official driver. Raises `NotInstalled` without the extra `tiegraph[py2neo]`.
        """
        try:
            import py2neo
        except ModuleNotFoundError as error:
            raise NotInstalled(
                "py2neo is not installed: it is end-of-life and an extra, `pip install 'tiegraph[py2neo]'`."
            ) from error
        there = self.connection
        return py2neo.Graph(there.uri, auth=(there.user, there.password), name=there.database)

    def _checked(
        self, id: str, timeout: float | None, parameters: Mapping[str, Any]
    ) -> tuple[Question, dict[str, Any], float]:
        """A question with its bound parameters and seconds, once all that they name is known to be there."""
        asked = question(id)
        seconds = shared()["timeout"].value(shared()["timeout"].default if timeout is None else timeout)
        self._holds_something()
        self._knows(asked, parameters)
        bound = asked.bind(**parameters)
        self._has_lists(asked, bound)
        return asked, bound, seconds

    def _run(self, asked: Question, bound: dict[str, Any], timeout: float, beside: Sequence[Answer] = ()) -> Answer:
        return Answer(asked, bound, self.client.read(asked.statement, bound, timeout=timeout), beside, self)

    def _not_loaded(self, answer: Answer) -> tuple[str, ...]:
        """What an answer without rows is about and of which nothing is loaded: to have found none says nothing then."""
        if answer.rows:
            return ()
        loaded = {row["label"] for row in self.client.rows("what_is_loaded") if row["number"]}
        return tuple(label for label in answer.question.labels(NOT_LOADED) if label not in loaded)

    def _holds_something(self) -> None:
        if self.client.rows("model_version")[0]["version"] is None:
            where = f"instance '{self.connection.instance}'" if self.connection.instance else self.connection.uri
            raise EmptyDatabase(
                f"Nothing is loaded in {where}: load files with `tiegraph load SOURCE PATH…`, or see `tiegraph demo`."
            )

    def _knows(self, asked: Question, given: Mapping[str, Any]) -> None:
        """Without this check, a mistyped id would get the answer "none found"."""
        for parameter in asked.parameters:
            label, id = _LABELS.get(parameter.type), given.get(parameter.name, parameter.default)
            if label is None or not isinstance(id, str) or not id.strip():
                continue
            if not self.client.rows("find_nodes", label, keys=[id.strip()]):
                raise UsageError(f"There is no {parameter.type} {id!r}; {self._instead(label, id)}")

    def _instead(self, label: str, id: str) -> str:
        """The end of an error message about an id that no node of this label has."""
        if label == "Institution":
            return self.meant(id, ("institution",))
        if label == "Rule":
            return nearest(id, [row["id"] for row in self.client.rows("rules")])
        return (
            "answers about people print ids (author_id), such as those of `tiegraph ask bridge-authors --format csv`."
        )

    def meant(self, id: str, kinds: tuple[str, ...] = USUAL) -> str:
        """The end of an error message about an unknown id: what is called like its last part, or like the text."""
        name = (id.partition(":")[2].rpartition("/")[2] or id).replace("-", " ")
        found = find(self.client, name, 3, kinds)[:3] if any(map(str.isalnum, name)) else []
        if not found:
            return "`tiegraph find NAME` prints ids."
        return "did you mean " + " or ".join(f"{one.id} ({one.name})" for one in found) + "?"

    def _has_lists(self, asked: Question, bound: Mapping[str, Any]) -> None:
        """Without this check, a list that is not loaded would get the answer "none found"."""
        names = [parameter.name for parameter in asked.parameters if parameter.type is ParameterType.LIST]
        wanted = {bound[name] for name in names} - {_ANY_LIST, None}
        if not wanted:
            return
        from loader.lists import control_lists

        loaded = [row["id"] for row in self.client.rows("control_lists")]
        for id in sorted(wanted - set(loaded)):
            if id in control_lists():
                raise UsageError(
                    f"The list {id} is not loaded here (loaded: {', '.join(loaded) or 'none'}): load a file of it with "
                    "`tiegraph load`, or ask about another list."
                )
            raise UsageError(f"There is no list {id!r}; {nearest(id, [*loaded, _ANY_LIST])}")
