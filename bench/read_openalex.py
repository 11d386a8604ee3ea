"""How fast OpenAlex works are read, as a share of what the libraries could do: one core, streaming, in one run.

`python -m bench.read_openalex FILE` prints works per second of CPU time for (1) unpacking alone, (2) unpacking and
decoding the needed fields alone, which is the ceiling, (3) the whole way from the file to records, and (3) / (2).
Rounds take turns, and the best of each counts, so that other work on the machine weighs on all of them alike.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from isal import igzip
from msgspec import UNSET, Struct

from loader.bulk import steps
from loader.bulk.pieces import File, pieces
from loader.bulk.pool import each
from loader.bulk.steps import Plan
from loader.garbage import seldom
from loader.openalex_form import Author, Levels, Place, TopicOfWork, Work
from loader.records import Rejected
from loader.sources import precedence
from loader.sources.openalex import SOURCE, read

_ROUNDS = 5
_GOAL = 0.6
_APART: dict[type[Struct], type[Struct]] = {Author: Place, TopicOfWork: Levels}


def needed_only(form: type[Struct]) -> Any:
    """A struct with the fields of `form` that are read, which skips all others unseen."""
    # What the reader decodes apart, as many works share it, is decoded here like everything else.
    hints = get_type_hints(form) | (get_type_hints(_APART[form]) if form in _APART else {})
    fields: list[Any] = [
        (one.encode_name, _needed(hints[one.name]), None)
        for one in msgspec.structs.fields(form)
        if one.default is not UNSET
    ]
    return msgspec.defstruct(f"{form.__name__}Needed", fields, gc=False)


def _needed(hint: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return needed_only(hint)
    if get_origin(hint) in (list, tuple):
        return list[_needed(get_args(hint)[0])]  # type: ignore[misc]  # made at run time
    inner = [_needed(one) for one in get_args(hint)]
    if not inner:
        return hint
    joined = inner[0]
    for one in inner[1:]:
        joined = joined | one
    return joined


def measure(path: Path, rounds: int = _ROUNDS) -> dict[str, float]:
    """Works per second of CPU time by step."""
    decoder = msgspec.json.Decoder(needed_only(Work))

    def unpack() -> Iterator[bytes]:
        with igzip.open(path) as stream:  # type: ignore[no-untyped-call]
            yield from stream

    steps: dict[str, Callable[[], int]] = {
        "unpacked": lambda: sum(1 for _ in unpack()),
        "needed fields decoded (ceiling)": lambda: sum(1 for line in unpack() if decoder.decode(line)),
        "records made": lambda: sum(1 for row in read(path) if not isinstance(row, Rejected) and not row.side),
    }
    best = dict.fromkeys(steps, 0.0)
    with seldom():
        for _ in range(rounds):
            for name, step in steps.items():
                begun = time.process_time()
                works = step()
                best[name] = max(best[name], works / (time.process_time() - begun))
    return best


def by_processes(files: Sequence[Path], processes: int) -> float:
    """Seconds in which works are read from files and kept on disk as records, as a bulk load does."""
    with TemporaryDirectory(prefix="bench-read-") as temporary:
        folder = Path(temporary)
        whole = [File(SOURCE, 0, file, None) for file in files]
        steps.begin(Plan(folder, folder, whole, ["load-1"], precedence))
        begun = time.perf_counter()
        with seldom():
            for _ in each(steps.read_piece, pieces(whole, folder), processes):
                pass
        return time.perf_counter() - begun


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m bench.read_openalex FILE.jsonl.gz")
    rates = measure(Path(sys.argv[1]))
    for name, rate in rates.items():
        print(f"{name:<34} {rate:>10,.0f} works/s")
    ceiling, ours = rates["needed fields decoded (ceiling)"], rates["records made"]
    print(f"{'share of the ceiling':<34} {ours / ceiling:>10.0%} (goal {_GOAL:.0%})")


if __name__ == "__main__":
    main()
