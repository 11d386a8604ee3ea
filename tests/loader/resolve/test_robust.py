"""Any text is read without an error, in bounded time, and normalisation is stable."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.records import Designation
from loader.resolve import Body, Index, resolve_affiliation, resolve_entry, text, unify
from tiegraph.score import hard

FRAGMENTS = st.sampled_from(
    """
    Kim Il Sung|University|of|Technology|Institute|Chinese Academy of Sciences|,|;|(|)|&amp;|Co., Ltd.|DPR Korea
    |平壤|대학교
    |Pyongyang|Northeastern|<sub>|'|?|\u202b|\u0301|é|ﬁ|42|a.k.a.|CAS|Press|and|in|North Korea|\n|\x00|.
    """.strip(" ").split("|")
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(FRAGMENTS, max_size=30).map(" ".join), st.lists(FRAGMENTS).map("".join)
)


@given(TEXTS)
def test_any_string_is_read(index: Index, string: str) -> None:
    reading = resolve_affiliation(index, string, ("ror:tsinghua",), ("KP",))
    assert all(0 < match.score <= 1 and match.institution in index.bodies for match in reading.matches)
    assert reading == resolve_affiliation(index, string, ("ror:tsinghua",), ("KP",))


@given(TEXTS)
def test_normalisation_is_stable(string: str) -> None:
    assert text.plain(text.plain(string)) == text.plain(string)
    assert all(text.word(word) == word for word in text.read(string).words)


@given(TEXTS)
def test_parts_of_a_text_are_parallel(string: str) -> None:
    words = text.read(string)
    lengths = {
        len(part)
        for part in (
            words.words,
            words.printed,
            words.segment,
            words.statement,
            words.divided,
            words.joined,
            words.legal,
        )
    }
    assert len(lengths) == 1
    assert all(words.words)


@given(
    st.lists(
        st.builds(
            Designation,
            list=st.just("x"),
            key=TEXTS,
            name=TEXTS,
            aliases=st.lists(TEXTS, max_size=3).map(tuple),
            countries=st.sampled_from([(), ("CN",), ("KP", "RU")]),
        ),
        max_size=5,
        unique_by=lambda entry: entry.key,
    )
)
def test_any_entry_is_read(index: Index, entries: list[Designation]) -> None:
    for entry in entries:
        reading = resolve_entry(index, entry)
        assert len(reading.targets) <= 1
        assert not (reading.targets and reading.own)
    assert unify(entries) == unify(entries[::-1])


@given(
    st.lists(
        st.builds(
            Body,
            id=st.text("abc", min_size=1, max_size=2),
            name=TEXTS,
            part_of=st.lists(st.text("abc", min_size=1, max_size=2), max_size=2).map(tuple),
            succeeded_by=st.lists(st.text("abc", min_size=1, max_size=2), max_size=2).map(tuple),
            status=st.sampled_from(["active", "withdrawn", None]),
            unit=st.booleans(),
            country=st.sampled_from(["CN", None]),
        ),
        max_size=6,
    ),
    TEXTS,
)
def test_any_institution_data_are_indexed(bodies: list[Body], string: str) -> None:
    resolve_affiliation(Index(bodies), string)


def test_long_strings_take_time_in_proportion(index: Index) -> None:
    unit = "Department of Physics, Northeastern University, Tsinghua University of Technology, Beijing, China, "

    def seconds(string: str) -> float:
        best = 10.0
        for _ in range(3):
            begin = time.process_time()
            resolve_affiliation(index, string)
            best = min(best, time.process_time() - begin)
        return best

    short, long = unit * 30, unit * 500
    assert len(long) > 45_000
    # 17 times the length: a quadratic reading would take 280 times as long.
    assert seconds(long) < 80 * seconds(short) + 0.05
    assert seconds("Kim" * 17_000) < 1
    assert seconds("(" * 50_000) < 1
    assert seconds("평" * 50_000) < 2


@pytest.mark.parametrize(("what", "string"), hard.STRINGS.items())
def test_hard_strings_are_read_right_and_soon(index: Index, what: str, string: str) -> None:
    begin = time.process_time()
    reading = resolve_affiliation(index, string)
    # Seconds for the longest; half a millisecond is usual.
    assert time.process_time() - begin < 5
    named = {match.institution for match in reading.matches}
    said = {
        "control characters": {"kp:kisu"},
        "30 institutions": {"ror:tsinghua", "kp:kisu"},
        "50,000 characters: an address, over and over": {"ror:tsinghua"},
        "50,000 characters: a word with one letter wrong": set(),
    }
    assert named == said.get(what, set())
    in_korea = {"text from right to left", "control characters", "combining marks", "50,000 characters: Hangul"}
    assert ("KP" in reading.countries) == (what in in_korea or "kp:kisu" in named)


def test_thirty_institutions_in_one_string(index: Index) -> None:
    names = ["Tsinghua University, Beijing", "Korea University, Seoul", "Kim Il Sung University, Pyongyang"]
    reading = resolve_affiliation(index, "; ".join(names * 10))
    assert {match.institution for match in reading.matches} == {"ror:tsinghua", "ror:korea", "kp:kisu"}


def test_thirty_institutions_in_one_string_are_all_found(index: Index) -> None:
    names = ["Tsinghua University, Beijing, China", "Kim Il Sung University, Pyongyang, DPR Korea"] * 15
    reading = resolve_affiliation(index, "; ".join(names))
    assert {match.institution for match in reading.matches} == {"ror:tsinghua", "kp:kisu"}
    assert reading.countries == ("CN", "KP")
