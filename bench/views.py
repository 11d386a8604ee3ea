"""How fast and how large pages are, side by side in one run: `python -m bench.views` (`make bench-views`).

For 1,000, 5,000 and 10,000 nodes with three edges each, in headless Chromium with pictures made by the processor alone:
seconds from opening the file until everything is drawn and a click is answered, milliseconds of one step of a drag,
size of the file, seconds that Python keeps a core busy. Writes docs/performance-views.md. Contenders take turns, and
the best round counts, so that other work on the machine weighs on all of them alike.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from bench.views_graph import subgraph
from bench.views_pages import Contender, contenders
from scripts.have_browser import found

_SIZES = (1000, 5000, 10_000)
_WINDOW = {"width": 1280, "height": 800}
_STEPS = 24
_OUT = Path(__file__).parent.parent / "docs" / "performance-views.md"

#: Waits in the page for a condition, and then for the frame after the next; -1 where it did not come in time.
_WHEN = """
window.whenTrue = (test, patience) => new Promise((done) => {
  const look = () => {
    let yes = false;
    if (performance.now() > patience) { done(-1); return; }
    try { yes = Boolean(test()); } catch { yes = false; }
    if (yes) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    else setTimeout(look, 4);
  };
  look();
});
"""
#: Milliseconds from each move of the pointer to the frame that follows its drawing.
_STEP_TIMES = """
window.steps = [];
addEventListener("pointermove", () => {
  const from = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => window.steps.push(performance.now() - from)));
}, true);
"""


@dataclass(slots=True)
class Measured:
    """Of one contender at one size: seconds, milliseconds, bytes. None: not measured; infinite: not in time."""

    python: float = float("inf")
    drawn: float = float("inf")
    step: float | None = None
    bytes: int = 0


def _measure(browser: Browser, one: Contender, path: Path, patience: float) -> tuple[float, float | None]:
    """Seconds until drawn and clicked, and the median step of a drag in milliseconds."""
    context = browser.new_context(viewport=_WINDOW, reduced_motion="reduce")
    # Nothing may come from outside, or the network's time would be measured.
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    context.add_init_script(_WHEN)
    tab = context.new_page()
    tab.set_default_timeout(patience * 1000)
    try:
        tab.goto(path.as_uri() + one.fragment, wait_until="commit")
        drawn = tab.evaluate(f"whenTrue(() => {one.ready}, {1000 * patience})") / 1000
        if drawn < 0:
            return float("inf"), None
        if not one.spot:
            return drawn, None
        spot = tab.evaluate(one.spot)
        clicked = time.perf_counter()
        tab.mouse.click(spot["x"], spot["y"])
        tab.evaluate(f"whenTrue(() => {one.answered}, {2000 * patience})")
        drawn += time.perf_counter() - clicked
        return drawn, _step(tab) if one.moves else None
    except TooLate:
        return float("inf"), None
    finally:
        context.close()


def _step(tab) -> float:  # type: ignore[no-untyped-def]
    tab.keyboard.press("Escape")
    tab.evaluate(_STEP_TIMES)
    x, y = 400, 500
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.evaluate("window.steps.length = 0")
    for at in range(_STEPS):
        tab.mouse.move(x + 6 * (at + 1), y - 3 * (at + 1))
        tab.wait_for_function("n => window.steps.length > n", arg=at)
    tab.mouse.up()
    return statistics.median(tab.evaluate("window.steps"))


def run(sizes: Iterable[int], rounds: int, patience: float) -> dict[int, dict[str, Measured]]:
    """All contenders at all sizes."""
    measured: dict[int, dict[str, Measured]] = {}
    program = found()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for size in sizes:
            graph = subgraph(size)
            measured[size] = {}
            for number in range(rounds):
                for one in contenders():
                    if size > one.most or (number and measured[size][one.name].drawn > 30):
                        continue
                    best = measured[size].setdefault(one.name, Measured())
                    begun = time.process_time()
                    html = one.make(graph)
                    best.python = min(best.python, time.process_time() - begun)
                    path = Path(folder) / "page.html"
                    path.write_text(html, encoding="utf-8", newline="")
                    best.bytes = path.stat().st_size
                    drawn, step = _measure(browser, one, path, patience)
                    best.drawn = min(best.drawn, drawn)
                    if step is not None:
                        best.step = min(best.step or step, step)
                    print(f"{size:>6}  {one.name:32} {best}", flush=True)
        browser.close()
    return measured


def _seconds(value: float, patience: float) -> str:
    return f"{value:.2f}" if value < patience else f"not within {patience:.0f}"


def table(measured: dict[int, dict[str, Measured]], patience: float) -> str:
    """The page of docs."""
    lines = [
        "# How fast pages are",
        "",
        "Written by `make bench-views`: all in one run, in headless Chromium without a graphics card, "
        f"on {platform.machine()} with {os.cpu_count()} cores, best of the rounds; load average "
        f"{os.getloadavg()[1]:.0f} at the end (more than one a core: others worked on the machine too, so compare rows "
        "of one run only). Invented graphs: half papers, two fifths authors, one tenth "
        "institutions, three edges a node.",
        "",
        "*Drawn* is the time from opening the file until everything is drawn and a click on a node is answered (for "
        "neo4j-viz until its canvas is there, which goes on moving; for pyvis until its simulation rests). *Step* is "
        "one step of a drag, from the pointer's move to the frame that follows the drawing; no step can take less than "
        "one frame, 17 ms.",
        "",
        "| nodes | page | drawn, s | step, ms | file, MB | Python, s |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for size, of in measured.items():
        for name, one in of.items():
            step = "–" if one.step is None else f"{one.step:.0f}"
            drawn = _seconds(one.drawn, patience)
            lines.append(f"| {size:,} | {name} | {drawn} | {step} | {one.bytes / 1e6:.1f} | {one.python:.2f} |")
    return "\n".join([*lines, ""])


def main() -> None:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(_SIZES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--patience", type=float, default=150, help="seconds after which a page is given up")
    parser.add_argument("--out", type=Path, default=_OUT)
    wanted = parser.parse_args()
    text = table(run(wanted.sizes, wanted.rounds, wanted.patience), wanted.patience)
    print(text)
    wanted.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
