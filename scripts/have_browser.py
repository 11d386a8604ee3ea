"""Make sure there is a Chromium for the browser tests: one on the machine, else playwright's, else Debian's package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def found() -> str | None:
    """Path of a Chromium, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
        return path if Path(path).exists() else None


def _tried(*command: str) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=900)


def main() -> None:
    if found():
        return
    print("No Chromium on this machine; fetching one …", file=sys.stderr)
    _tried(sys.executable, "-m", "playwright", "install", "chromium")
    if not found() and shutil.which("apt-get"):
        prefix = () if os.geteuid() == 0 else ("sudo", "-n")
        _tried(*prefix, "apt-get", "update")
        _tried(*prefix, "apt-get", "install", "-y", "--no-install-recommends", "chromium")
    if not found():
        sys.exit("The browser tests need Chromium, and none could be had: install it (Debian: chromium) and run again.")


if __name__ == "__main__":
    main()
