"""The zip of a case: the same bytes each time, and whatever is done to it is named. No database is needed."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest

from tiegraph.case import verify
from tiegraph.case.pack import MANIFEST, manifest, packed
from tiegraph.case.verify import NotACase

FILES = {"README.txt": b"What is here.\n", "runs/1.csv": b"row\n1\n", "empty.csv": b""}


def zipped(files: dict[str, bytes] = FILES, **more: bytes) -> bytes:
    return b"".join(packed({**files, **more, MANIFEST: manifest({"case": "x"}, files)}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped())
    return path


def test_any_program_reads_it_and_it_is_right(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert archive.read("runs/1.csv") == FILES["runs/1.csv"]
    found = verify(file)
    assert (found.case, found.files, found.faults) == ("x", 3, ())


def test_each_altered_byte_is_seen(file: Path) -> None:
    whole = file.read_bytes()
    for at in range(len(whole)):
        altered = bytearray(whole)
        altered[at] ^= 0x01
        file.write_bytes(altered)
        with contextlib.suppress(NotACase):
            assert verify(file).faults, f"byte {at}"


def test_each_file_is_named_that_does_not_match_is_missing_or_extra(file: Path) -> None:
    listed = manifest({"case": "x"}, FILES)
    changed = {**FILES, "runs/1.csv": b"row\n2\n", "../evil.txt": b"", MANIFEST: listed}
    del changed["empty.csv"]
    file.write_bytes(b"".join(packed(changed)))
    assert verify(file).faults == (
        "runs/1.csv does not match: its content is not what the manifest's sha256 is of.",
        "'../evil.txt' leads out of its folder: do not unpack this zip.",
        "'../evil.txt' is extra: the manifest does not name it.",
        "empty.csv is missing: the manifest names it.",
    )
    twice = io.BytesIO(zipped())
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("README.txt", "Another.\n")
    file.write_bytes(twice.getvalue())
    assert "'README.txt' stands in it 2 times." in verify(file).faults
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**FILES, MANIFEST: listed}.items():
            archive.writestr(name, content)
    assert [text[:24] for text in verify(file).faults] == ["Every file matches, but "]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"a text", "is no zip file"),
        (zipped()[:-30], "is cut off"),
        (zipped()[:200], "is cut off"),
        (b"".join(packed(FILES)), "has no MANIFEST.json"),
        (b"".join(packed({MANIFEST: b"{"})), "MANIFEST.json in .* cannot be read"),
        (b"".join(packed({MANIFEST: b"[]"})), "it is none of a case"),
        (
            b"".join(packed({MANIFEST: manifest({"case": "x"}, {}).replace(b'"case": "x"', b'"case": "y"')})),
            "was altered: it is not what its own sha256 says",
        ),
    ],
    ids=["empty", "text", "end cut", "cut", "no manifest", "no json", "no case", "manifest altered"],
)
def test_what_is_no_case_is_told_in_a_sentence(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    with pytest.raises(NotACase, match=said):
        verify(file)
