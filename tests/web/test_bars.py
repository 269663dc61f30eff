from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.web.bars import Part, bar, stack


def widths(drawn: str) -> list[float]:
    return [float(text) for text in re.findall(r'width="([\d.]+)%" height="14"', drawn)]


@pytest.mark.parametrize(("amount", "most", "expected"), [
    (50, 100, [50.0]), (100, 100, [100.0]), (1, 100_000, [0.8]), (0, 100, []), (0, 0, []),
    (-5, 10, []), (20, 10, [100.0]),
])  # fmt: skip
def test_a_bar_is_a_share_of_the_greatest(amount: int, most: int, expected: list[float]) -> None:
    assert widths(bar(amount, most)) == expected


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_parts_fill_the_bar_in_their_order(amounts: list[int]) -> None:
    drawn = stack([Part("free", amount) for amount in amounts])
    assert sum(widths(drawn)) == pytest.approx(100 if sum(amounts) else 0, abs=0.1)


def test_nothing_drawn_is_read_aloud() -> None:
    assert 'aria-hidden="true"' in stack([Part("used", 1)])
