"""Paper records joined to works by the ids they share: pure, whatever holds what was loaded before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from loader.account import MERGED, UNCHANGED, WRITTEN
from loader.merging import Stamp, hashes_of, with_hash, with_load
from loader.papers import PREFIXES, PaperState, ids_of
from loader.records import Paper

Id = tuple[str, str]
_TWO = "kept as two works"


class PaperJoining:
    """Records one after the other, each joined to the work that it is about. Both writers use it.

    `states` are works known before, by their stored keys, and `owner` tells whose each id is; a key without a state is
    that of a work which no record can change. `conflicts` collects sentences about ids that two works claim.
    """

    def __init__(
        self,
        precedence: Callable[[str], int],
        owner: Mapping[Id, str] | None = None,
        states: Mapping[str, PaperState] | None = None,
    ) -> None:
        self._precedence = precedence
        self._owner = owner or {}
        self._states = states or {}
        self._by_id: dict[Id, PaperState] = {
            known: self._states[key] for known, key in self._owner.items() if key in self._states
        }
        self.conflicts: list[str] = []

    def add(self, paper: Paper, stamp: Stamp, digest: str, load: str) -> str:
        """Take in a record of a load; its outcome."""
        ids = ids_of(paper)
        keys = {self._owner[known] for known in ids.items() if known in self._owner}
        if keys and not keys & self._states.keys():
            return UNCHANGED
        state = self._state_for(ids) or PaperState({}, {})
        taken = [name for name, value in ids.items() if self._by_id.get((name, value), state) is not state]
        if taken:
            # An id that another work holds stays there.
            paper = replace(paper, **dict.fromkeys(taken))
            ids = ids_of(paper)
        self._tell_differing(state, ids, stamp)
        is_new, own = state.stored_as is None and not state.changed, hashes_of(state.properties, stamp.source)
        before = list(state.ids.items())
        if digest in own or (not state.join(paper, stamp, self._precedence) and not is_new):
            return UNCHANGED
        in_this_load = load in (state.properties.get("loads") or ())
        state.changed = True
        state.properties["hashes"] = with_hash(state.properties, stamp.source, digest, load)
        state.properties["loads"] = with_load(state.properties, load)
        # An id that a newer record replaced is nobody's, as it is once the work is written.
        for known in before:
            if state.ids.get(known[0]) != known[1] and self._by_id.get(known) is state:
                del self._by_id[known]
        self._by_id.update(dict.fromkeys(state.ids.items(), state))
        return WRITTEN if is_new or (own and not in_this_load) else MERGED

    def works(self) -> list[PaperState]:
        """All works that were known or found, each once, in the order in which they came up."""
        return list(dict.fromkeys(self._by_id.values()))

    def changed(self) -> list[PaperState]:
        """Those that records have changed."""
        return [state for state in self.works() if state.changed]

    def _state_for(self, ids: dict[str, str]) -> PaperState | None:
        """The paper that a record with these ids is about. Papers that it shows to be one are joined.

        An id of lower precedence does not join works whose higher ids differ: a preprint and its article may both name
        one arXiv id and are two works.
        """
        found: PaperState | None = None
        names = list(PREFIXES)
        for name, value in ids.items():
            state = self._by_id.get((name, value))
            if state is None or state is found:
                continue
            if found is None:
                higher = [other for other in state.conflicts_with(ids) if names.index(other) < names.index(name)]
                if not higher:
                    found = state
                    continue
                other = higher[0]
                self._conflict(
                    f"{name} {value} is claimed by {other} {state.ids[other]} and {other} {ids[other]}", _TWO
                )
            elif differing := found.conflicts_with(state.ids):
                what = ", ".join(sorted(differing, key=names.index))
                self._conflict(f"{name} {value} joins {found.key} and {state.key}, whose {what} differ", _TWO)
            else:
                found.absorb(state, self._precedence)
                self._by_id.update(dict.fromkeys(state.ids.items(), found))
        return found

    def _tell_differing(self, state: PaperState, ids: dict[str, str], stamp: Stamp) -> None:
        for name in state.conflicts_with(ids):
            given = f"{state.key} has the {name} {state.ids[name]}, and {ids[name]} by {stamp.source}"
            self._conflict(given, "the source of higher precedence is followed, then the newer record")

    def _conflict(self, sentence: str, outcome: str) -> None:
        self.conflicts.append(f"{sentence}; {outcome}.")
