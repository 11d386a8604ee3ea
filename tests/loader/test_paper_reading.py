"""What a paper prints, read: strings and the institutions that they name."""

from __future__ import annotations

from loader.paper_reading import PaperReader, ReadSaid, Said
from loader.records import Affiliation
from loader.resolve import Body, Index, Match

BODIES = [Body(id="cur:a", name="Invented University of Aland", country="FI", cities=("Mariehamn",))]


def _string(raw: str) -> Affiliation:
    return Affiliation(raw, "printed")


def test_strings_are_counted_once_for_each_author() -> None:
    one, other = Match("cur:a", "name", 1.0, ""), Match("cur:b", "name", 1.0, "")
    both, single, none = (("A", "B"), ("A",), ("C",))

    def read(raws: tuple[str, ...], *named: tuple[str, Match]) -> tuple[Said, ReadSaid]:
        pairs = tuple((_string(raw), match) for raw, match in named)
        return (tuple(map(_string, raws)), ()), ReadSaid(pairs, None, None)

    lists = PaperReader(Index(BODIES)).lists(
        "doi:10.1/1",
        [(1, *read(both, ("A", one), ("A", other))), (2, *read(single, ("A", one))), (0, *read(none))],
    )
    # Author 1's A names two institutions and is one string that was read.
    assert lists.counts == {"strings": 4, "strings_read": 2}
    assert {row["end"]: row["properties"]["author_positions"] for row in lists.rows} == {"cur:a": [1, 2], "cur:b": [1]}


def test_a_flag_of_the_publisher_is_part_of_what_is_remembered() -> None:
    reader, strings = PaperReader(Index(BODIES)), (_string("Invented University of Aland, Mariehamn, Finland"),)
    plain, flagged = reader.said("doi:10.1/1", (strings, ())), reader.said("doi:10.1/2", (strings, ("KP",)))
    assert (plain.conflicts, plain.country_codes) == (None, ["FI"])
    assert "KP" in str(flagged.conflicts)
    assert reader.said("doi:10.1/3", (strings, ())) == plain
