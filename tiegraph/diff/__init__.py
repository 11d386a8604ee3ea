"""What changed in a list between two of its files."""

from tiegraph.diff.compare import NothingToCompare, compare
from tiegraph.diff.result import Changed, Diff, Entry, FieldChange, ListFile, Touched

__all__ = ["Changed", "Diff", "Entry", "FieldChange", "ListFile", "NothingToCompare", "Touched", "compare"]
