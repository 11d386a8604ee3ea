"""The index kept on disk: the same index, made anew where anything is not as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from loader.resolve import Body, Index, index, resolve_affiliation, store
from loader.resolve.store import kept_index


@pytest.fixture(autouse=True)
def keep_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SMALLEST", 1)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*"))


def test_a_kept_index_reads_strings_as_the_one_that_was_built(bodies: tuple[Body, ...], tmp_path: Path) -> None:
    built = kept_index(bodies, tmp_path, similar=True)
    (file,) = _files(tmp_path)
    written = file.stat().st_mtime_ns, file.read_bytes()
    kept = kept_index(bodies, tmp_path, similar=True)
    assert file.read_bytes() == written[1]
    assert kept is not built
    assert kept.fingerprint == built.fingerprint == Index(bodies).fingerprint
    string = "Faculty of Physics, Kim Il Sung University, Pyongyang, DPR Korea"
    assert resolve_affiliation(kept, string) == resolve_affiliation(built, string)
    assert resolve_affiliation(kept, string).matches


def test_other_institutions_or_rules_have_an_index_of_their_own(
    bodies: tuple[Body, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_index(bodies, tmp_path)
    kept_index(bodies[1:], tmp_path)
    assert len(_files(tmp_path)) == 2
    monkeypatch.setattr(index, "rules", lambda: "other-rules")
    kept_index(bodies, tmp_path)
    assert len(_files(tmp_path)) == 3


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "shared"])
def test_a_damaged_index_or_one_that_others_may_write_to_is_not_read(
    bodies: tuple[Body, ...], tmp_path: Path, damage: str
) -> None:
    kept_index(bodies, tmp_path)
    (file,) = _files(tmp_path)
    content = file.read_bytes()
    if damage == "shared":
        file.chmod(0o666)
    else:
        file.write_bytes({"cut": content[:-9], "changed": content[:-1] + b"x", "empty": b""}[damage])
    assert store._read(file) is None
    assert kept_index(bodies, tmp_path).fingerprint == Index(bodies).fingerprint
    assert file.read_bytes() == content
    assert file.stat().st_mode & 0o077 == 0


def test_only_the_newest_are_kept(bodies: tuple[Body, ...], tmp_path: Path) -> None:
    for number in range(store.MOST + 2):
        kept_index(bodies[number:], tmp_path)
    assert len(_files(tmp_path)) == store.MOST


def test_a_folder_that_cannot_be_written_costs_time_only(bodies: tuple[Body, ...], tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("no folder", encoding="utf-8")
    assert kept_index(bodies, taken / "indexes").bodies.keys() == {body.id for body in bodies}


def test_few_institutions_are_not_kept(
    bodies: tuple[Body, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SMALLEST", len(bodies) + 1)
    kept_index(bodies, tmp_path)
    assert _files(tmp_path) == []
