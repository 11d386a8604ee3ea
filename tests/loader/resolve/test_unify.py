"""Entries of several lists that name one body."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loader.records import Designation
from loader.resolve import unify


def entry(list_: str, key: str, name: str, *countries: str, **fields: tuple[str, ...]) -> Designation:
    return Designation(list=list_, key=key, name=name, kind="organisation", countries=countries or ("CN",), **fields)


UNICOM = (
    entry("a", "1", "China United Network Communications Group Company Limited", aliases=("CHINA UNICOM",)),
    entry("b", "1", "China United Network Communications Group Co., Ltd.", aliases=("China Unicom",)),
    entry("a", "2", "China Unicom (Hong Kong) Limited", "HK"),
)


def test_legal_forms_are_folded_and_subsidiaries_stay_apart() -> None:
    assert unify(UNICOM) == {"a/1": "lst:a/1", "b/1": "lst:a/1", "a/2": "lst:a/2"}


def test_an_alias_joins_where_it_is_not_generic() -> None:
    joined = unify(
        [entry("a", "1", "Northern Lights Works", aliases=("Polar Beam JSC",)), entry("b", "1", "Polar Beam")]
    )
    generic = unify(
        [
            entry("a", "1", "Northern Lights Works", aliases=("502 Research Institute",)),
            entry("b", "1", "502 Research Institute"),
        ]
    )
    assert joined == {"a/1": "lst:a/1", "b/1": "lst:a/1"}
    assert generic == {"a/1": "lst:a/1", "b/1": "lst:b/1"}


def test_two_entries_that_share_an_alias_only_stay_apart() -> None:
    apart = [
        entry("a", "1", "Red Works", aliases=("Polar Beam",)),
        entry("b", "1", "Blue Works", aliases=("Polar Beam",)),
    ]
    assert len(set(unify(apart).values())) == 2


def test_a_generic_name_joins_within_one_city() -> None:
    one = entry("a", "1", "Institute of Computing Technology", addresses=("6 Kexueyuan South Road, Beijing, China",))
    same = entry("b", "1", "Institute of Computing Technology", addresses=("Haidian, Beijing, China",))
    other = entry("c", "1", "Institute of Computing Technology", addresses=("2 Long Street, Nanjing, China",))
    assert unify([one, same, other]) == {"a/1": "lst:a/1", "b/1": "lst:a/1", "c/1": "lst:c/1"}


def test_countries_keep_namesakes_apart_unless_one_notice_lists_them() -> None:
    one = entry("a", "cn", "Polar Beam Electronics", "CN", citations=("89 FR 1",))
    same_notice = entry("a", "ae", "Polar Beam Electronics", "AE", citations=("89 FR 1",))
    other = entry("b", "ae", "Polar Beam Electronics", "TR", citations=("90 FR 2",))
    assert unify([one, same_notice, other]) == {"a/cn": "lst:a/ae", "a/ae": "lst:a/ae", "b/ae": "lst:b/ae"}


def test_sister_companies_stay_apart() -> None:
    greek = entry("a", "gr", "Polar Beam S.A.", "GR", citations=("89 FR 1",))
    irish = entry("a", "ie", "Polar Beam Limited", "IE", citations=("89 FR 1",))
    local = entry("a", "hk", "Polar Beam (HK) Limited", "CN", citations=("89 FR 1",))
    home = entry("a", "cn", "Polar Beam Limited", "CN", citations=("89 FR 1",))
    assert len(set(unify([greek, irish, local, home]).values())) == 3
    assert unify([irish, home]) == {"a/ie": "lst:a/cn", "a/cn": "lst:a/cn"}


def test_a_company_limited_by_shares_is_not_one_with_limited_liability() -> None:
    forms = [entry("a", "1", "OOO Polar Beam", "RU"), entry("a", "2", "Polar Beam, AO", "RU")]
    assert len(set(unify(forms).values())) == 2


def test_persons_are_left_out() -> None:
    assert unify([Designation(list="a", key="1", name="Jane Example", kind="person")]) == {}


@given(st.permutations(UNICOM))
def test_the_order_does_not_matter(entries: list[Designation]) -> None:
    assert unify(entries) == unify(UNICOM)
