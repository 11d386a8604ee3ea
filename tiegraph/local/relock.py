"""Writes jars.lock anew after NEO4J_VERSION or ROOTS changed: `python -m tiegraph.local.relock` (about a minute)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tiegraph.local import maven
from tiegraph.local.jars import LOCK, ROOTS, Jar, sha256_of

HEADER = """\
# The jars of Neo4j Community with Neo4j Browser, in class path order: Maven coordinates, size in bytes, sha256.
# Resolved from {roots}
# Written by `python -m tiegraph.local.relock`; do not edit.
"""


def main() -> None:
    """Resolve ROOTS with all they need at run time, fetch every jar, and write down what was found."""
    with tempfile.TemporaryDirectory() as scratch:
        context = maven.context(Path(scratch))
        roots, needed = context.resolver.resolve([context.create_dependency(root) for root in ROOTS])
        artifacts = {dep.artifact.cached_filename: dep.artifact for dep in (*roots, *needed)}
        jars = []
        for artifact in artifacts.values():
            path = artifact.resolve()
            size = path.stat().st_size
            jars.append(
                Jar(artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier, sha256_of(path), size)
            )
    lines = [HEADER.format(roots=", ".join(ROOTS)), *(f"{jar.line}\n" for jar in jars)]
    Path(__file__).with_name(LOCK).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
