"""The real Neo4j that tests use: an instance of its own, in a folder of its own, one start per run."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cypher.catalogue import catalogue
from cypher.client import Client
from loader.run import load
from loader.sources import SOURCES
from tiegraph import settings
from tiegraph.local import Instance
from tiegraph.local.conf import GIB

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session", autouse=True)
def tiegraph_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keeps every test away from the user's own servers. Only the jars are shared, so that they are fetched once."""
    jars, home = settings.jars_home(), tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIEGRAPH_JARS", str(jars))
        patch.setenv("TIEGRAPH_HOME", str(home))
        for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(scope="session")
def server(tiegraph_home: Path) -> Iterator[Instance]:
    """A running server. Tests leave its database as they found it."""
    instance = Instance("test")
    try:
        instance.start(heap=GIB)
        yield instance
    finally:
        instance.stop()


@pytest.fixture(scope="session")
def database(server: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The test server's database, and what it holds at the moment."""
    with Client.connect(*server.connection()) as client:
        yield Database(client, tmp_path_factory.mktemp("reports"))


@pytest.fixture
def empty(database: Database) -> Client:
    """A connection to an empty database."""
    database.wipe()
    return database.client


@pytest.fixture
def practice(database: Database) -> Client:
    """A connection to the practice world, to be read only: it is loaded again when a test has changed the database."""
    return database.holding("practice", ROOT / "data" / "practice")


@pytest.fixture
def bundled(database: Database) -> Client:
    """A connection to the bundled data set, on the same terms."""
    return database.holding("demo", ROOT / "data")


@pytest.fixture(scope="session")
def required() -> Callable[[str], dict[str, str]]:
    """By a question's id: values, of the practice world, for what it must be given."""
    values = {
        "institution": "cur:amberfield-practice-university",
        "other": "kp:moonhill-practice-university",
        "author": "orcid:0000-0000-0000-0028",
        "other_author": "orcid:0000-0000-0000-0036",
        "since": "2019-01-01",
        "paper": "doi:10.5555/practice.01",
    }
    return lambda id: {one.name: values[one.name] for one in catalogue()[id].parameters if one.required}


class Database:
    """One database that the tests share."""

    def __init__(self, client: Client, reports: Path) -> None:
        self.client = client
        self._reports = reports
        self._holds = ""

    def wipe(self) -> None:
        self.client.execute("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
        self._holds = ""

    def holding(self, world: str, folder: Path) -> Client:
        if self._holds != world:
            self.wipe()
            with (folder / "manifest.csv").open(encoding="utf-8", newline="") as stream:
                files = sorted(csv.DictReader(stream), key=lambda row: int(row["order"]))
            for row in files:
                last = row is files[-1]
                load(
                    self.client,
                    SOURCES[row["source"]],
                    [folder / row["file"]],
                    reports=self._reports,
                    version="test",
                    purpose=world,
                    relink=last,
                )
            self._holds = world
        return self.client
