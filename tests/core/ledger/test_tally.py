"""What the tally is for: a page tells what a town holds without adding up its years again.

Three things make that safe.  Each sealed block may be added once to what was carried so far;
points and cents never share a sum; and whatever moved, all sums of a unit together are zero.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.ledger import account
from muvengine.core.ledger.account import Account, Unit
from muvengine.core.ledger.pot import pot_money, pot_points
from muvengine.core.ledger.seal import Entry, Line
from muvengine.core.ledger.tally import sort_of, tally

FIXED = [each for each in vars(account).values() if isinstance(each, Account)]
numbers = st.integers(1, 10**6)
words = st.sampled_from(["2026", "p", "shop:3", "pot:3", "ville"])
accounts = st.one_of(
    st.sampled_from(FIXED),
    st.builds(account.season_budget, words, numbers),
    st.builds(account.funder, words),
    *(
        st.builds(of, numbers)
        for of in (account.pending, account.available, account.payable, pot_points, pot_money)
    ),
)
pairs = st.tuples(accounts, accounts).filter(lambda pair: pair[0].unit is pair[1].unit)
lines = st.tuples(pairs, st.integers(1, 10**9)).map(
    lambda move: Line(move[0][0].unit, move[0][0].code, move[0][1].code, move[1])
)
journals = st.lists(
    st.builds(Entry, numbers, st.just({}), st.lists(lines, max_size=3).map(tuple)), max_size=6
)


@pytest.mark.parametrize(("code", "sort"), [
    ("p:42:pending",                "p:*:pending"),
    ("p:42:available",              "p:*:available"),
    ("shop:7:payable",              "shop:*:payable"),
    ("pot:3",                       "pot:*"),
    ("pot:3:money",                 "pot:*:money"),
    ("season:2026:budget",          "season:2026:budget"),
    ("funder:p:42",                 "funder:p:42"),
    ("programme:vouchers_out",      "programme:vouchers_out"),
    ("bank",                        "bank"),
])  # fmt: skip
def test_what_thousands_have_one_of_is_one_sum(code: str, sort: str) -> None:
    assert sort_of(code) == sort


def test_what_comes_is_added_and_what_goes_is_taken() -> None:
    award = Line("PT", "season:2026:budget", "p:1:pending", 40)
    other = Line("PT", "season:2026:budget", "p:2:pending", 30)
    release = Line("PT", "p:1:pending", "p:1:available", 40)
    assert tally([Entry(1, {}, (award, other)), Entry(2, {}, (release,))]) == {
        "season:2026:budget": -70, "p:*:pending": 30, "p:*:available": 40,
    }  # fmt: skip


def test_a_sort_of_which_nothing_is_left_says_so() -> None:
    there, back = Line("PT", "a", "b", 5), Line("PT", "b", "a", 5)
    assert dict(tally([Entry(1, {}, (there, back))])) == {"a": 0, "b": 0}


@given(journals, st.integers(0, 6))
def test_blocks_added_one_after_the_other_are_the_whole(block: list[Entry], cut: int) -> None:
    carried = Counter(dict(tally(block[:cut])))
    carried.update(tally(block[cut:]))
    assert carried == tally(block)


@pytest.mark.parametrize("unit", Unit)
@given(block=journals)
def test_nothing_appears_or_vanishes(unit: Unit, block: list[Entry]) -> None:
    of_unit = [
        Entry(one.id, {}, tuple(line for line in one.lines if line.unit == unit)) for one in block
    ]
    assert sum(tally(of_unit).values()) == 0


@given(accounts, accounts)
def test_points_and_cents_never_share_a_sum(one: Account, other: Account) -> None:
    if sort_of(one.code) == sort_of(other.code):
        assert one.unit is other.unit
