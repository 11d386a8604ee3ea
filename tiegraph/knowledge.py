"""A database of tiegraph as Python sees it: ask, find, explain, load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cypher.client import Client
from cypher.errors import TiegraphError, UsageError
from cypher.profile import Profile
from tiegraph import settings
from tiegraph.answer import Answer
from tiegraph.asking import Asked, asked, of_what_may_be_passed_on
from tiegraph.find import USUAL, Found, find
from tiegraph.questions import Questions
from tiegraph.settings import Connection
from tiegraph.stream import Stream
from tiegraph.there import holds_something, meant
from tiegraph.version import __version__
from tiegraph.why import Explanation, explain

if TYPE_CHECKING:
    import py2neo

    from loader.link import Beside
    from loader.load_report import LoadReport
    from loader.progress import Report
    from loader.unload import Unloaded
    from loader.versions import Proposal
    from tiegraph.audit import Audit
    from tiegraph.diff import Diff
    from tiegraph.report import Report as PublishedReport
    from tiegraph.screen import Screening


class NotInstalled(TiegraphError):
    """An optional part is asked for that is not installed."""


class KnowledgeBase:
    """An open connection. Use as a context manager, or call `close`."""

    def __init__(self, client: Client, connection: Connection) -> None:
        self.client = client
        self.connection = connection
        #: the questions as functions, for completion and help
        self.questions = Questions(self)

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
        return self._asked(id, timeout, beside, redistributable, parameters).answer()

    def stream(
        self,
        id: str,
        /,
        *,
        timeout: float | None = None,
        beside: bool = True,
        redistributable: bool = False,
        **parameters: Any,
    ) -> Stream:
        """As `ask`, one row at a time, without a graph: for answers that memory should not hold.

        The server's time runs on while rows are read. Raises as `ask`, some of it while rows are read.
        """
        return self._asked(id, timeout, beside, redistributable, parameters).stream()

    def profile(self, id: str, /, *, timeout: float | None = None, **parameters: Any) -> Profile:
        """What a question costs the server, without those that stand beside it. Raises as `ask`."""
        one = asked(self, id, timeout, parameters)
        return self.client.profile(one.question.statement, one.bound, timeout=one.seconds)

    def find(self, name: str, limit: int = 10, kinds: tuple[str, ...] = USUAL) -> list[Found]:
        """Ids of institutions and list entries (`kinds`: also "paper") by name, in any script, best first."""
        holds_something(self.client, self.connection)
        return find(self.client, name, limit, kinds)

    def why(self, id: str, other: str | None = None) -> Explanation:
        """The evidence behind one thing (institution, list entry, list, paper …), or behind what joins two of them.

        Raises `UsageError` for an id that the graph does not have.
        """
        holds_something(self.client, self.connection)
        return explain(self, id, other)

    def screen(self, what: str, path: str | Path, **options: Any) -> Screening:
        """Look up every row of a file: `what` is institutions, papers or people; `to_pandas()` gives the rows.

        `options` are those of `tiegraph screen` by name (`lists`, `as_of`, `years`, `links`, `roll_up`, `partners`,
        `affiliations`, `include_inferred`, `columns` as "name=Heading", `encoding`, `kind`). Nobody is asked who the
        rows are, and nothing is recorded. Raises `SourceError` where the file cannot be read, `UsageError` for a list
        that is not loaded.
        """
        from tiegraph.screen.again import screen_again

        return screen_again(self, what, Path(path), options)

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
        from loader.sources import SOURCES, no_such

        if source not in SOURCES:
            raise UsageError(no_such(source))
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
        """What of the user's own takes part in linking: judgements, corrections, kept indexes.

        `judgements` names another file than `settings.judgements()`.

        Raises `SourceError` where the file of judgements or corrections is not right, naming the line.
        """
        from loader import corrections
        from loader.judgements import read
        from loader.link import Beside

        own = corrections.read(settings.corrections())
        return Beside(read(judgements or settings.judgements()), settings.indexes(), own)

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

        holds_something(self.client, self.connection)
        return compare(self, list, since, until)

    def report(self, article: str, *, include_inferred: bool = False) -> PublishedReport:
        """What an article published beside what the loaded data count, one row for each claim (`tiegraph.report`).

        With `include_inferred`, affiliations that were only inferred count too. Raises `UsageError` for an unknown
        article, and as `ask`.
        """
        from tiegraph.report import report

        holds_something(self.client, self.connection)
        return report(self, article, include_inferred=include_inferred)

    def audit(self, *, today: date | None = None, most: int = 20) -> Audit:
        """The state of the data as of `today` (else the clock's day): lists, papers, affiliations, loads, findings.

        Counted anew in a few passes over the graph; tables of cases have at most `most` rows. Raises `EmptyDatabase`.
        """
        from tiegraph.audit import audit

        holds_something(self.client, self.connection)
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

    def meant(self, id: str) -> str:
        """The end of an error message about an unknown id: what is called like its last part, or like the text."""
        return meant(self.client, id)

    def _asked(
        self, id: str, timeout: float | None, beside: bool, redistributable: bool, parameters: Mapping[str, Any]
    ) -> Asked:
        one = replace(asked(self, id, timeout, parameters), beside=beside)
        return of_what_may_be_passed_on(one) if redistributable else one
