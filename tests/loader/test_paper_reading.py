"""What a paper prints, read: strings and the institutions that they name."""

from __future__ import annotations

from loader.corrections import Correction
from loader.corrections_apply import Corrected
from loader.paper_reading import PaperReader, ReadSaid, Said
from loader.records import Affiliation
from loader.resolve import Body, Index, Match

BODIES = [Body(id="cur:a", name="Invented University of Aland", country="FI", cities=("Mariehamn",))]


def _string(raw: str) -> Affiliation:
    return Affiliation(raw, "printed")


def test_strings_are_counted_once_for_each_author() -> None:
    one, other = Match("cur:a", "name", 1.0, ""), Match("cur:b", "name", 1.0, "")

    def read(raws: str, *named: tuple[str, Match, str]) -> tuple[Said, ReadSaid]:
        pairs = tuple((Affiliation(raw, basis), match) for raw, match, basis in named)
        return (tuple(map(_string, raws)), ()), ReadSaid(pairs, None, None)

    both = read("AB", ("A", one, "aggregator"), ("A", other, "inferred"), ("B", one, "inferred"))
    single, unplaced = read("A", ("A", other, "printed")), read("C", ("C", other, "inferred"))
    lists = PaperReader(Index(BODIES)).lists("doi:10.1/1", [(1, *both), (2, *single), (0, *unplaced), (3, *read(""))])
    # Author 1's A names two institutions, one for certain, and is one string that was read; B and C are for review.
    assert lists.counts == {"strings": 4, "strings_read": 2, "strings_inferred": 2}
    positions = {row["end"]: row["properties"]["author_positions"] for row in lists.rows}
    assert positions == {"cur:a": [1, 1], "cur:b": [0, 1, 2]}


def test_a_flag_of_the_publisher_is_part_of_what_is_remembered() -> None:
    reader, strings = PaperReader(Index(BODIES)), (_string("Invented University of Aland, Mariehamn, Finland"),)
    plain, flagged = reader.said("doi:10.1/1", (strings, ())), reader.said("doi:10.1/2", (strings, ("KP",)))
    assert (plain.conflicts, plain.country_codes) == (None, ["FI"])
    assert "KP" in str(flagged.conflicts)
    assert reader.said("doi:10.1/3", (strings, ())) == plain


def test_what_was_corrected_for_one_paper_stays_with_it() -> None:
    strings = (_string("Invented University of Aland, Mariehamn, Finland"),)
    wrong = Correction(corrects="institution", paper="doi:10.1/1", institution="cur:a")
    reader = PaperReader(Index(BODIES), Corrected({"doi:10.1/1": [wrong]}))
    named = [reader.said(f"doi:10.1/{number}", (strings, ())).named for number in (2, 1, 3)]
    assert [[match.institution for _, match in one] for one in named] == [["cur:a"], [], ["cur:a"]]
