"""Runs: what was asked, of which data, with which tool, and what came out, to be asked and compared again."""

from tiegraph.runs.compare import Comparison, compare
from tiegraph.runs.record import Run, State
from tiegraph.runs.store import append, find, runs

__all__ = ["Comparison", "Run", "State", "append", "compare", "find", "runs"]
