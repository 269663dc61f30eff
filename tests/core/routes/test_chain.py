"""The longest chain of bins, against trying everything."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.routes.chain import began, longest_chain
from tests.core.routes.made import visits_of

BINS, POINTS = 6, 12


def longest_by_trying(near: list[set[int]]) -> int:
    """Take or leave each bin at each point; points in order, bins rising."""
    best = {-1: 0}
    for bins in near:
        for where in sorted(bins):
            reached = max(length for last, length in best.items() if last < where) + 1
            best[where] = max(best.get(where, 0), reached)
    return max(best.values())


nearness = st.lists(st.sets(st.integers(0, BINS - 1), max_size=4), min_size=1, max_size=POINTS)


@given(nearness)
def test_no_chain_is_longer(near: list[set[int]]) -> None:
    assert len(longest_chain(visits_of(near, BINS))) == longest_by_trying(near)


@given(nearness)
def test_a_chain_can_be_walked(near: list[set[int]]) -> None:
    chain = longest_chain(visits_of(near, BINS))
    assert all(where in near[moment] for where, moment in chain)
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in itertools.pairwise(chain))


@given(nearness.filter(any))
def test_the_window_of_a_chain_is_tight(near: list[set[int]]) -> None:
    visits = visits_of(near, BINS)
    chain = longest_chain(visits)
    start, end = began(chain, visits), chain[-1][1]
    bins = [where for where, _ in chain]
    assert start <= end
    assert _fits(bins, near[start : end + 1])
    assert not _fits(bins, near[start + 1 : end + 1])


def _fits(bins: list[int], near: list[set[int]]) -> bool:
    """Tell whether bins can be visited in this order, greedily."""
    wanted = list(bins)
    for here in near:
        while wanted and wanted[0] in here:
            wanted.pop(0)
    return not wanted


def test_nothing_near_is_an_empty_chain() -> None:
    assert longest_chain([]) == []
