"""What is unusual at a till."""

from __future__ import annotations

import pytest

from muvengine.core.vouchers.alert import is_busy, usual


@pytest.mark.parametrize(
    ("today", "before", "busy"),
    [
        (12, [4],       False),
        (13, [4],       True),
        (13, [4, 4, 4], True),
        (12, [3, 5],    False),
        (9,  [1, 1],    False),
        (10, [1, 1],    True),
        (99, [],        False),
    ],
)  # fmt: skip
def test_a_shop_above_three_times_its_usual_day(
    today: int,
    before: list[int],
    busy: bool,  # noqa: FBT001
) -> None:
    assert is_busy(today, before) is busy


def test_what_is_usual_is_rounded() -> None:
    assert (usual([1, 2]), usual([])) == (2, 0)
