"""Ctrl-C ends a process in time also where something does not let go."""

from __future__ import annotations

import signal
import subprocess
import sys

_STUCK = """
import time
from tiegraph.stopping import ends_in_time
with ends_in_time("Stopped. Nothing was lost.", 0.2):
    try:
        print("begun", flush=True)
        time.sleep(60)
    finally:
        print("waits", flush=True)
        time.sleep(60)
"""


def test_what_does_not_end_after_ctrl_c_is_ended_and_says_so() -> None:
    with subprocess.Popen([sys.executable, "-c", _STUCK], stdout=-1, stderr=-1, text=True) as run:
        assert run.stdout
        assert run.stdout.readline() == "begun\n"
        run.send_signal(signal.SIGINT)
        out, told = run.communicate(timeout=20)
    assert (out, told, run.returncode) == ("waits\n", "\nError: Stopped. Nothing was lost.\n", 1)
