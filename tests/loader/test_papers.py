"""Joining author lists and works, without a database."""

from datetime import date

from loader.author_lists import AuthorList, join_lists
from loader.merging import Stamp
from loader.papers import PaperState, author_key, key_of
from loader.records import Affiliation, Authorship, Paper

_RANKS = {"papers": 90, "openalex": 50}
CURATED = Stamp.of("papers", date(2026, 11, 1))
AGGREGATED = Stamp.of("openalex", date(2026, 2, 1))


def _place(position: int, name: str, *strings: str, basis: str = "aggregator", **ids: str) -> Authorship:
    return Authorship(position, name, affiliations=tuple(Affiliation(text, basis) for text in strings), **ids)  # type: ignore[arg-type]


def _joined(*papers: tuple[Paper, Stamp]) -> PaperState:
    state = PaperState({}, {})
    for paper, stamp in papers:
        state.join(paper, stamp, _RANKS.__getitem__)
    return state


def test_key_follows_the_precedence_of_ids() -> None:
    assert key_of({"arxiv": "1", "doi": "10.1/x"}) == "doi:10.1/x"
    assert key_of({"arxiv": "1807.06963", "pmid": "7"}) == "pmid:7"
    assert key_of({"curated": "P009"}) == "cur:P009"


def test_curated_list_stands_and_takes_strings_and_ids_of_an_agreeing_one() -> None:
    curated = Paper(
        doi="10.1/x",
        curated="P1",
        authors=(_place(1, "Ho Kum-Song", "Printed One", basis="printed"), _place(2, "B. Example")),
    )
    aggregated = Paper(
        doi="10.1/x",
        openalex="W1",
        authors=(
            _place(1, "Kum-Song Ho", "Printed one, longer", openalex="A1"),
            _place(2, "Beta Example", openalex="A2"),
        ),
    )
    one = _joined((curated, CURATED), (aggregated, AGGREGATED))
    other = _joined((aggregated, AGGREGATED), (curated, CURATED))
    assert one.authors == other.authors
    assert one.key == other.key == "doi:10.1/x"
    assert one.authors is not None
    first = one.authors.authors[0]
    assert (first.name, first.openalex) == ("Ho Kum-Song", "A1")
    assert [(string.raw, string.basis) for string in first.affiliations] == [
        ("Printed One", "printed"),
        ("Printed one, longer", "aggregator"),
    ]


def test_lists_that_disagree_are_not_mixed() -> None:
    base = AuthorList.of(Paper(curated="P1", authors=(_place(1, "Alpha Example"),)), CURATED)
    other = AuthorList.of(Paper(openalex="W1", authors=(_place(1, "Omega Sample", openalex="A9"),)), AGGREGATED)
    assert join_lists(other, base, _RANKS.__getitem__) == base


def test_a_truncated_list_gives_way_to_a_complete_one() -> None:
    cut = Paper(openalex="W1", authors=(_place(1, "A. Example"),), authors_truncated=True, as_of=date(2026, 2, 1))
    whole = Paper(openalex="W1", authors=(_place(1, "A. Example"), _place(2, "B. Example")))
    for order in ([cut, whole], [whole, cut]):
        state = _joined(*[(paper, AGGREGATED) for paper in order])
        assert state.authors is not None
        assert len(state.authors.authors) == 2
        assert state.properties["n_authors"] == 2


def test_people_are_told_by_orcid_cluster_or_mention() -> None:
    author = _place(3, "C. Example", orcid="0000-0002-1825-0097", openalex="A3")
    assert author_key(author, "doi:10.1/x") == ("orcid:0000-0002-1825-0097", "orcid")
    assert author_key(_place(3, "C. Example", openalex="A3"), "doi:10.1/x") == ("openalex:A3", "publisher cluster")
    assert author_key(_place(3, "C. Example"), "doi:10.1/x") == ("doi:10.1/x#3", "mention")


def test_nothing_new_is_no_change() -> None:
    paper = Paper(doi="10.1/x", title="T", authors=(_place(1, "A. Example"),))
    state = _joined((paper, AGGREGATED))
    assert not state.join(paper, AGGREGATED, _RANKS.__getitem__)


def test_an_author_list_is_known_by_its_source_when_two_works_become_one() -> None:
    rank = {"low": 1}.__getitem__
    stamp = Stamp.of("low", date(2024, 1, 1))
    one, other = PaperState({}, {}), PaperState({}, {})
    one.join(Paper(doi="10.1/1"), stamp, rank)
    other.join(Paper(pmid="1", authors=(Authorship(1, "A. Sample"),), n_authors=3), stamp, rank)
    one.absorb(other, rank)
    assert one.authors is not None
    assert one.properties["authors_source"] == str(one.authors)
    assert one.properties["n_authors"] == 3
