"""The jars that make up Neo4j: which ones (jars.lock), fetched once, checked by sha256, shared by all instances."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import requests
from filelock import FileLock
from jgo.maven import MavenContext

from tiegraph.local import maven
from tiegraph.local.errors import JarsError, LocalServerError

NEO4J_VERSION = "5.26.30"
#: What the lock was resolved from: the server, the database with its admin tools, and Neo4j Browser.
ROOTS = (
    f"org.neo4j.app:neo4j-server:{NEO4J_VERSION}",
    f"org.neo4j:neo4j:{NEO4J_VERSION}",
    "org.neo4j.client:neo4j-browser:5.24.0",
)
LOCK = "jars.lock"
CHUNK_BYTES = 1 << 16

#: Called with (bytes so far, bytes in all) while jars are fetched.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of the lock: Maven coordinates, and the sha256 and size in bytes of the file."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def file_name(self) -> str:
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def line(self) -> str:
        """The jar as jars.lock writes it."""
        coordinates = [self.group, self.artifact, self.version, *([self.classifier] if self.classifier else [])]
        return f"{':'.join(coordinates)} {self.size} sha256:{self.sha256}"


def parse_lock(text: str, name: str = LOCK) -> tuple[Jar, ...]:
    """The jars of a lock file: one `group:artifact:version[:classifier] size sha256:…` per line, `#` starts a comment.

    Raises JarsError, with the line, for anything else, and for two jars that would have one file name.
    """
    jars: dict[str, Jar] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{name}, line {number}"
        fields = line.split()
        parts = fields[0].split(":")
        digest = fields[2].removeprefix("sha256:") if len(fields) == 3 else ""
        if len(parts) not in (3, 4) or not all(parts) or len(digest) != 64 or not fields[1].isdigit():
            raise JarsError(f"{where}: expected 'group:artifact:version[:classifier] size sha256:…', found {line!r}.")
        jar = Jar(parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else "", digest, int(fields[1]))
        if jar.file_name in jars:
            raise JarsError(f"{where}: a second jar would be called {jar.file_name}.")
        jars[jar.file_name] = jar
    return tuple(jars.values())


def locked() -> tuple[Jar, ...]:
    """The jars of this version of tiegraph, in class path order."""
    return parse_lock(files("tiegraph.local").joinpath(LOCK).read_text(encoding="utf-8"))


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing(folder: Path, jars: Iterable[Jar]) -> list[Jar]:
    """The jars that `folder` does not hold in their full size. A jar gets its name only once its sha256 was right, so a
    start looks at sizes; `damaged` reads every byte.
    """
    return [jar for jar in jars if not _has_size(folder / jar.file_name, jar.size)]


def damaged(folder: Path, jars: Iterable[Jar]) -> list[Jar]:
    """The jars in `folder` whose bytes are not those of the lock; absent ones are not reported."""
    return [jar for jar in jars if (path := folder / jar.file_name).is_file() and sha256_of(path) != jar.sha256]


def ensure(folder: Path, jars: Sequence[Jar], progress: Progress) -> list[Path]:
    """The class path: every one of `jars`, fetched into `folder` if it is not there. Several processes may call it.

    Raises JarsError if a jar cannot be fetched or is not the one in the lock, and LocalServerError if `folder` cannot
    be written or the disk is full.
    """
    if missing(folder, jars):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(folder / ".lock"):
                _fetch_all(folder, missing(folder, jars), progress)
        except OSError as error:
            raise LocalServerError(
                f"Neo4j's jars cannot be written to {folder} ({error.strerror or error}): make room or give it write "
                "permission, or set TIEGRAPH_HOME to another folder."
            ) from error
    return [folder / jar.file_name for jar in jars]


def _has_size(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _fetch_all(folder: Path, jars: list[Jar], progress: Progress) -> None:
    total, done = sum(jar.size for jar in jars), 0
    # Beside the final files, so that the last step is a rename within one file system.
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as scratch, maven.session() as session:
        context = maven.context(Path(scratch))
        with ThreadPoolExecutor(maven.PARALLEL) as pool:
            futures = {pool.submit(_fetch, session, context, jar, Path(scratch), folder): jar for jar in jars}
            try:
                for future in as_completed(futures):
                    future.result()
                    done += futures[future].size
                    progress(done, total)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _fetch(session: requests.Session, context: MavenContext, jar: Jar, scratch: Path, folder: Path) -> None:
    """Put one jar into `folder`, under its name only when all its bytes are there and right."""
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier, "jar")
    partial = scratch / jar.file_name
    failures: list[str] = []
    for address in maven.addresses(artifact):
        try:
            with session.get(address, stream=True, timeout=maven.TIMEOUT_SECONDS) as response:
                response.raise_for_status()
                with partial.open("wb") as file:
                    for chunk in response.iter_content(CHUNK_BYTES):
                        file.write(chunk)
        except requests.RequestException as error:
            failures.append(str(error))
            continue
        found = sha256_of(partial)
        if found != jar.sha256:
            failures.append(f"{address} has sha256 {found}, the lock says {jar.sha256}")
            continue
        partial.replace(folder / jar.file_name)
        return
    raise JarsError(
        f"{jar.file_name} could not be fetched ({'; '.join(failures)}): check the network and the proxy, certificate "
        "and Maven settings of this machine, then run the command again; what was fetched is kept."
    )
