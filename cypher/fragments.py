"""Pieces of Cypher that many questions hold, word for word: `cypher/fragments/<name>.cypher`.

A question runs in Neo4j Browser as it stands, so it cannot include another file. It holds a copy of each piece between
two comments, with other names for the piece's variables where it needs them; a piece may hold another piece:

    // <short paper=far>
    coalesce(far.n_authors, 0) + …
    // </short>

The catalogue refuses a copy that differs; `python -m cypher.fragments` brings all copies up to date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

_USE = re.compile(
    r"^(?P<indent> *)// <(?P<name>[a-z-]+)(?P<renamed>(?: \w+=\w+)*)>\n(?P<text>.*?)^(?P=indent)// </(?P=name)>$",
    re.MULTILINE | re.DOTALL,
)
#: Strings and comments.
_NO_CODE = re.compile(r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|//[^\n]*)""")
_MARK = re.compile(r"^ *// </?[a-z-]+(?: \w+=\w+)*>$", re.MULTILINE)


class UnknownFragment(ValueError):
    """A question names a piece that there is not."""


def differing(text: str) -> Iterator[tuple[int, str]]:
    """Offset and fault of each copy in `text` that is not the piece it names, and of marks without their other half."""
    marks = [match.start() for match in _MARK.finditer(text)]
    for use in _USE.finditer(text):
        marks = [mark for mark in marks if not use.start() <= mark < use.end()]
        try:
            wanted = _copy(use)
        except UnknownFragment as error:
            yield use.start(), str(error)
            continue
        if use.group() != wanted:
            yield use.start(), f"the copy of the fragment {use['name']} differs: run `python -m cypher.fragments`"
    for mark in marks:
        yield mark, "a fragment is not closed, or closed without a beginning"


def used(text: str) -> set[str]:
    """Names of the pieces that a text holds, those within others among them."""
    return {match["name"] for match in re.finditer(r"^ *// <(?P<name>[a-z-]+)(?: \w+=\w+)*>$", text, re.MULTILINE)}


def filled(text: str) -> str:
    """`text` with every copy as its piece is now. Raises `UnknownFragment`."""
    return _USE.sub(_copy, text)


def _copy(use: re.Match[str]) -> str:
    text = _with_names(fragment(use["name"]), dict(pair.split("=") for pair in use["renamed"].split()))
    indent = use["indent"]
    body = "".join(f"{indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))
    return f"{indent}// <{use['name']}{use['renamed']}>\n{body}{indent}// </{use['name']}>"


def _with_names(text: str, names: dict[str, str]) -> str:
    """`text` with its variables renamed, all at once: not its parameters, properties and keys of maps, nor strings."""
    if not names:
        return text
    variable = re.compile(rf"(?<![\w$.])(?:{'|'.join(names)})\b(?!: )")
    parts = _NO_CODE.split(text)
    parts[::2] = [variable.sub(lambda found: names[found.group()], part) for part in parts[::2]]
    return "".join(parts)


@cache
def fragment(name: str) -> str:
    """One piece, without the comment that explains it. Raises `UnknownFragment`."""
    path = files("cypher").joinpath("fragments", f"{name}.cypher")
    if not path.is_file():
        raise UnknownFragment(f"there is no fragment {name} in cypher/fragments")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if not line.startswith("//") or _MARK.match(line))
    return filled("".join(lines[first:]))


def main() -> None:
    """Bring the copies in all questions up to date, and name the files that change."""
    for path in sorted(Path(str(files("cypher").joinpath("questions"))).glob("*.cypher")):
        before = path.read_text(encoding="utf-8")
        after = filled(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
