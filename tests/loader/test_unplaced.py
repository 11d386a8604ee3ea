"""Strings that a paper prints without saying whose, from several sources: lists that belong together stay together."""

from __future__ import annotations

from datetime import date

from loader.merging import Stamp
from loader.papers import PaperState, affiliations_of
from loader.records import Affiliation, Paper


def test_parallel_lists_of_unplaced_strings_come_from_one_record() -> None:
    read = Affiliation("A", "printed", read_as="Body A"), Affiliation("B", "printed", read_as="Body B")
    one = Paper(doi="10.1/1", unplaced=read)
    other = Paper(doi="10.1/1", unplaced=(Affiliation("C", "publisher"),))
    stamps = Stamp.of("low", date(2024, 1, 1)), Stamp.of("high", date(2020, 1, 1))
    for order in ((0, 1), (1, 0)):
        state = PaperState({}, {})
        for place in order:
            state.join((one, other)[place], stamps[place], {"low": 1, "high": 2}.__getitem__)
        kept = affiliations_of(
            {
                "raw_affiliations": state.properties["unplaced_affiliations"],
                "bases": state.properties["unplaced_bases"],
                "read_as": state.properties["unplaced_read_as"],
            }
        )
        assert kept == other.unplaced
        assert state.properties["provenance"] == ["high@2020-01-01|doi,unplaced_affiliations,unplaced_bases"]
