"""The value that stands does not depend on the order of loading."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loader.merging import Stamp, combine, content_hash, hashes_of, provenance_of, provenance_text, with_hash
from loader.records import Funder

_RANKS = {"curated": 90, "registry": 70, "aggregator": 50, "other": 50}
stamps = st.builds(
    Stamp,
    st.dates(date(2020, 1, 1), date(2020, 1, 5)),
    st.sampled_from(sorted(_RANKS)),
)
values = st.dictionaries(st.sampled_from(["title", "venue", "type"]), st.sampled_from(["a", "b", "c"]))


def _all(given_in_order: list[tuple[Stamp, dict[str, Any]]]) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    for stamp, new in given_in_order:
        stored = {**stored, **combine(stored, new, stamp, _RANKS.__getitem__)}
    return {name: value for name, value in stored.items() if value is not None}


@given(st.lists(st.tuples(stamps, values), max_size=5, unique_by=lambda one: one[0].source), st.randoms())
def test_order_of_sources_does_not_matter(ones: list[tuple[Stamp, dict[str, Any]]], random: Any) -> None:
    shuffled = list(ones)
    random.shuffle(shuffled)
    assert _all(ones) == _all(shuffled)


@given(st.lists(st.tuples(stamps, values), max_size=5))
def test_loading_again_changes_nothing(ones: list[tuple[Stamp, dict[str, Any]]]) -> None:
    if ones:
        newest = max(ones, key=lambda one: one[0].as_of)
        assert _all([*ones, newest]) == _all([*ones, newest, newest])


def test_a_corrected_file_of_the_same_day_takes_the_place_of_the_earlier_one() -> None:
    day = Stamp.of("curated", date(2026, 1, 1))
    stored = combine({}, {"title": "Zebras", "venue": "X"}, day, _RANKS.__getitem__)
    assert combine(stored, {"title": "Aardvarks"}, day, _RANKS.__getitem__)["title"] == "Aardvarks"


def test_a_greater_source_wins_and_the_rest_is_kept() -> None:
    stored = combine(
        {}, {"title": "As printed", "venue": "X"}, Stamp.of("aggregator", date(2026, 1, 1)), _RANKS.__getitem__
    )
    joined = combine(stored, {"title": "As read"}, Stamp.of("curated", date(2020, 1, 1)), _RANKS.__getitem__)
    assert joined == {
        "title": "As read",
        "venue": "X",
        "provenance": ["aggregator@2026-01-01|venue", "curated@2020-01-01|title"],
    }


def test_a_newer_record_of_a_source_takes_back_what_it_no_longer_says() -> None:
    stored = combine({}, {"title": "T", "venue": "X"}, Stamp.of("registry", date(2026, 1, 1)), _RANKS.__getitem__)
    newer = combine(stored, {"title": "T"}, Stamp.of("registry", date(2026, 2, 1)), _RANKS.__getitem__)
    assert newer["venue"] is None
    older = combine(newer, {"title": "old", "venue": "X"}, Stamp.of("registry", date(2025, 1, 1)), _RANKS.__getitem__)
    assert older["title"] == "T"


@given(st.dictionaries(st.sampled_from(["title", "venue", "type", "field"]), stamps))
def test_provenance_is_read_back_as_written(stamped: dict[str, Stamp]) -> None:
    assert provenance_of({"provenance": provenance_text(stamped)}) == stamped


def test_one_hash_a_source_and_all_of_one_load() -> None:
    digest = content_hash(Funder("openalex:F1", "A funder"))
    assert digest == content_hash(Funder("openalex:F1", "A funder")) != content_hash(Funder("openalex:F1", "B"))
    stored = {"hashes": ["other|1", "registry|0"], "loads": ["load-1"]}
    assert with_hash(stored, "registry", digest, "load-2") == ["other|1", f"registry|{digest}"]
    of_one_load = {"hashes": with_hash(stored, "registry", digest, "load-1")}
    assert hashes_of(of_one_load, "registry") == {"0", digest}
    assert hashes_of({}, "registry") == set()
