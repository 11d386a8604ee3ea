"""The lock, and that nothing else than what it says ever gets a jar's name."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiegraph.local import jars, maven
from tiegraph.local.errors import JarsError, LocalServerError
from tiegraph.local.jars import Jar, parse_lock

WORD = st.text("abcdefgh0123456789._-", min_size=1, max_size=12)
JARS = st.builds(
    Jar,
    group=WORD,
    artifact=WORD,
    version=WORD,
    classifier=st.one_of(st.just(""), WORD),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    size=st.integers(0, 1 << 40),
)
CONTENT = b"not really a jar, but these very bytes"


@given(JARS)
def test_a_line_is_read_as_it_was_written(jar: Jar) -> None:
    assert parse_lock(f"# a comment\n\n{jar.line}\n") == (jar,)


@given(st.text())
def test_any_other_text_is_refused_with_its_line_or_read(text: str) -> None:
    try:
        parse_lock(text)
    except JarsError as error:
        assert str(error).startswith("jars.lock, line ")  # noqa: PT017 - most texts raise, not all


@pytest.mark.parametrize(
    "line",
    [
        "org.example:thing:1.0",
        "org.example:thing 12 sha256:" + "0" * 64,
        "org.example:thing:1.0 12 sha256:0123",
        "org.example:thing:1.0 many sha256:" + "0" * 64,
        "org.example::1.0 12 sha256:" + "0" * 64,
    ],
)
def test_a_broken_line_is_named(line: str) -> None:
    with pytest.raises(JarsError, match=r"jars.lock, line 2: expected"):
        parse_lock(f"#\n{line}\n")


def test_two_jars_of_one_file_name_are_refused() -> None:
    line = "{}:thing:1.0 12 sha256:" + "0" * 64
    with pytest.raises(JarsError, match=r"line 2: a second jar would be called thing-1.0.jar"):
        parse_lock(f"{line.format('one')}\n{line.format('two')}\n")


def test_the_lock_of_this_version_holds_its_roots() -> None:
    names = {f"{jar.group}:{jar.artifact}:{jar.version}" for jar in jars.locked()}
    assert set(jars.ROOTS) <= names


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A Maven repository on this machine, set as a mirror in settings.xml the way companies do."""
    root = tmp_path / "repository"
    root.mkdir()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Nothing: pytest shows what matters."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=root)) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        (tmp_path / "settings.xml").write_text(
            f"""<settings xmlns="urn:any:settings"><mirrors><mirror>
            <id>ours</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:{web.server_port}/</url>
            </mirror></mirrors></settings>"""
        )
        monkeypatch.setenv("MAVEN_USER_HOME", str(tmp_path))
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield root
        web.shutdown()


def published(root: Path, content: bytes) -> Jar:
    """A jar of CONTENT in the lock, for which the repository holds `content`."""
    folder = root / "org" / "example" / "thing" / "1.0"
    folder.mkdir(parents=True)
    (folder / "thing-1.0.jar").write_bytes(content)
    return Jar("org.example", "thing", "1.0", "", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


def no_progress(done: int, total: int) -> None:
    """Nobody watches."""


def test_a_jar_is_fetched_through_the_mirror_of_settings_xml(repository: Path, tmp_path: Path) -> None:
    jar, seen = published(repository, CONTENT), list[tuple[int, int]]()
    paths = jars.ensure(tmp_path / "jars", [jar], lambda done, total: seen.append((done, total)))
    assert [path.read_bytes() for path in paths] == [CONTENT]
    assert seen == [(len(CONTENT), len(CONTENT))]
    assert jars.missing(tmp_path / "jars", [jar]) == jars.damaged(tmp_path / "jars", [jar]) == []


@pytest.mark.parametrize("content", [CONTENT[:10], CONTENT.upper(), b""])
def test_other_bytes_never_get_the_name_of_a_jar(repository: Path, tmp_path: Path, content: bytes) -> None:
    jar = published(repository, content)
    with pytest.raises(JarsError, match=r"thing-1.0.jar could not be fetched .*the lock says"):
        jars.ensure(tmp_path / "jars", [jar], no_progress)
    assert not list((tmp_path / "jars").rglob("*.jar"))


def test_a_jar_that_is_not_there_names_the_address(repository: Path, tmp_path: Path) -> None:
    jar = Jar("org.example", "other", "2.0", "linux", "0" * 64, 5)
    with pytest.raises(JarsError, match=r"404.*/org/example/other/2.0/other-2.0-linux.jar"):
        jars.ensure(tmp_path / "jars", [jar], no_progress)


def test_a_cut_jar_is_fetched_again(repository: Path, tmp_path: Path) -> None:
    jar = published(repository, CONTENT)
    (tmp_path / "jars").mkdir()
    (tmp_path / "jars" / jar.file_name).write_bytes(CONTENT[:10])
    assert jars.ensure(tmp_path / "jars", [jar], no_progress)[0].read_bytes() == CONTENT


def test_a_changed_jar_is_found_by_its_bytes(repository: Path, tmp_path: Path) -> None:
    jar = published(repository, CONTENT)
    (tmp_path / "jars").mkdir()
    (tmp_path / "jars" / jar.file_name).write_bytes(CONTENT.upper())
    assert jars.damaged(tmp_path / "jars", [jar]) == [jar]


def test_a_folder_that_cannot_be_made_is_one_sentence(repository: Path, tmp_path: Path) -> None:
    jar = published(repository, CONTENT)
    (tmp_path / "file").touch()
    with pytest.raises(LocalServerError, match=r"cannot be written to .*TIEGRAPH_HOME"):
        jars.ensure(tmp_path / "file" / "jars", [jar], no_progress)


def test_the_proxy_and_the_mirror_of_settings_xml_are_read(tmp_path: Path) -> None:
    (tmp_path / "settings.xml").write_text(
        """<settings><proxies>
        <proxy><active>false</active><host>off.example</host></proxy>
        <proxy><host>proxy.example</host><port>3128</port></proxy>
        </proxies><mirrors>
        <mirror><id>a</id><mirrorOf>other</mirrorOf><url>https://a.example</url></mirror>
        <mirror><id>b</id><mirrorOf>*,!central</mirrorOf><url>https://b.example</url></mirror>
        <mirror><id>c</id><mirrorOf>external:*</mirrorOf><url>https://c.example/m2/</url></mirror>
        </mirrors></settings>"""
    )
    settings = maven.user_settings({"MAVEN_USER_HOME": str(tmp_path)})
    assert maven.mirror(settings) == {"c": "https://c.example/m2"}
    assert maven.proxies(settings)["https"] == "http://proxy.example:3128"


def test_broken_settings_are_named(tmp_path: Path) -> None:
    (tmp_path / "settings.xml").write_text("<settings>")
    with pytest.raises(JarsError, match=r"settings.xml is not well-formed"):
        maven.user_settings({"MAVEN_USER_HOME": str(tmp_path)})
