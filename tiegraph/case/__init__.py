"""A case: runs, notes and decisions kept together as plain files, and passed on as one zip that can be checked."""

from tiegraph.case.evidence import Evidence, collect
from tiegraph.case.folder import Case, Entry, cases, find, new
from tiegraph.case.verify import Verdict, verify

__all__ = ["Case", "Entry", "Evidence", "Verdict", "cases", "collect", "find", "new", "verify"]
