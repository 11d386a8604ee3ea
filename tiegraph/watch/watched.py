"""The watched files and questions, as one plain JSON file in the user's folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock
from msgspec import Struct, field

from cypher.errors import TiegraphError, UsageError
from cypher.parameters import nearest
from tiegraph import settings
from tiegraph.runs.record import Run, title_of
from viz.whole import whole


class WatchError(TiegraphError):
    """The file of what is watched cannot be read or written."""


class Watched(Struct, frozen=True, kw_only=True):
    """A screening or a question that is asked again. The fields are those of its first run."""

    name: str
    kind: str
    what: str
    asked: dict[str, Any]
    #: what is screened, with its folder
    file: str | None = None
    #: by line: the institution that a person chose
    chosen: dict[str, str] = field(default_factory=dict)
    #: the local server; None: the one of NEO4J_URI
    instance: str | None = None
    #: id of the run that the next one is compared with
    last: str
    #: day and time (UTC) of that run
    since: str

    @property
    def title(self) -> str:
        """What is asked, on one line."""
        return title_of(self.kind, self.what, self.asked, self.file)


def path() -> Path:
    """The file of all that is watched."""
    return settings.home() / "watched.json"


def watched() -> tuple[Watched, ...]:
    """All that is watched, in the order in which it was added. Raises `WatchError` where the file cannot be read."""
    file = path()
    try:
        return tuple(msgspec.json.decode(file.read_bytes(), type=list[Watched])) if file.is_file() else ()
    except (OSError, msgspec.DecodeError) as error:
        raise WatchError(f"{file} cannot be read ({error}): mend it, or remove it and add all anew.") from error


def check_free(name: str) -> None:
    """Raise `UsageError` where something is watched under this name."""
    if any(one.name == name for one in watched()):
        raise UsageError(f"{name} is watched already: choose another --name, or `tiegraph watch remove {name}` first.")


def of_run(run: Run, name: str = "") -> Watched:
    """What asks a recorded run again, under a name of its own. Raises `UsageError` for a name that is taken."""
    check_free(name)
    taken = {one.name for one in watched()}
    plain = re.sub(r"[^\w.-]+", "-", Path(run.file).stem if run.file else run.what).strip("-.") or run.what
    free = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(taken) + 3))
    return Watched(
        name=name or next(one for one in free if one not in taken),
        kind=run.kind,
        what=run.what,
        asked=run.asked,
        file=run.file,
        chosen=run.chosen,
        instance=run.state.instance,
        last=run.id,
        since=run.at,
    )


def add(one: Watched) -> None:
    """Watch this too. Raises `WatchError` where that cannot be written down."""
    _change(lambda all_: [*all_, one])


def remove(name: str) -> Watched:
    """Watch this no longer. Raises `UsageError` where nothing of this name is watched."""
    gone = named(name)
    _change(lambda all_: [one for one in all_ if one.name != name])
    return gone


def named(name: str) -> Watched:
    """What is watched under this name. Raises `UsageError` where nothing is."""
    all_ = {one.name: one for one in watched()}
    if name not in all_:
        known = nearest(name, list(all_)) if all_ else "nothing is watched yet."
        raise UsageError(f"Nothing is watched under the name {name!r}; {known}")
    return all_[name]


def moved_on(runs: Mapping[str, Run]) -> None:
    """From now on compare with these runs, by name. Raises `WatchError` where that cannot be written down."""

    def later(one: Watched) -> Watched:
        run = runs.get(one.name)
        return msgspec.structs.replace(one, last=run.id, since=run.at) if run else one

    _change(lambda all_: [later(one) for one in all_])


def _change(change: Callable[[Sequence[Watched]], list[Watched]]) -> None:
    file = path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{file}.lock"):
            content = msgspec.json.format(msgspec.json.encode(change(watched())), indent=2) + b"\n"
            with whole(file) as out:
                # Parameters can be ids of persons: the file is its owner's alone.
                out.write(content)
            file.chmod(0o600)
    except OSError as error:
        raise WatchError(f"{file} could not be written: {error.strerror or error}.") from error
