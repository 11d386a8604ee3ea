"""What an instance remembers between commands: instance.json in its folder."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from tiegraph.local.errors import LocalServerError
from tiegraph.local.ports import Ports

FILE = "instance.json"


@dataclass(frozen=True, slots=True)
class State:
    """Ports; sizes in bytes where the user chose them; the process last started, with its creation time (seconds since
    1970), because a pid alone may by now be somebody else's.
    """

    bolt_port: int | None = None
    http_port: int | None = None
    heap: int | None = None
    page_cache: int | None = None
    pid: int | None = None
    created: float | None = None

    @property
    def ports(self) -> Ports | None:
        """The remembered ports, if the instance ever had any."""
        if self.bolt_port is None or self.http_port is None:
            return None
        return Ports(bolt=self.bolt_port, http=self.http_port)


def read(folder: Path) -> State:
    """The state in `folder`; a new one if there is none. Raises LocalServerError if the file cannot be understood."""
    path = folder / FILE
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return State()
    except (ValueError, TypeError) as error:
        raise LocalServerError(
            f"{path} cannot be understood ({error}): delete it; the data stay, and new ports are chosen."
        ) from error


def write(folder: Path, state: State) -> None:
    """Replace the file in one step, so that a reader never meets half of it."""
    partial = folder / f".{FILE}.{os.getpid()}"
    partial.write_text(json.dumps(asdict(state), indent=2) + "\n", encoding="utf-8")
    partial.replace(folder / FILE)
