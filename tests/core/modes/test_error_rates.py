"""Shares of wrong verdicts, with intervals that can be checked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.modes.error_rates import Judged, confusion, wilson
from muvengine.core.modes.verdict import Outcome

YES, NO, PERHAPS = Outcome.CONFIRMED, Outcome.REFUSED, Outcome.DOUBTFUL


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0,   20, 0.0000, 0.1611),
        (1,   29, 0.0061, 0.1718),
    ],
)  # fmt: skip
def test_intervals_are_those_of_the_published_table(
    successes: int, trials: int, low: float, high: float
) -> None:
    found = wilson(successes, trials)
    assert found.value == pytest.approx(successes / trials)
    assert [found.low, found.high] == pytest.approx([low, high], abs=1e-4)


def test_of_no_trial_nothing_is_known() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.floats(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(case: tuple[float, int]) -> None:
    found = wilson(*case)
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


def test_ten_phones_on_one_ride_weigh_as_one() -> None:
    many = [Judged("bike", "car", "monday", YES)] * 9
    one = [Judged("bike", "car", "tuesday", NO)]
    [cell] = confusion([*many, *one])
    assert (cell.files, cell.rides) == (10, 2)
    assert cell.counts == {"confirmed": 9, "doubtful": 0, "refused": 1, "unread": 0}
    assert cell.by_file["confirmed"].value == pytest.approx(0.9)
    assert cell.by_ride["confirmed"].value == pytest.approx(0.5)
    assert cell.by_ride["confirmed"].low < cell.by_file["confirmed"].low


def test_every_pair_of_modes_has_a_cell_of_its_own() -> None:
    cells = confusion(
        [
            Judged("walk", "walk", "a", YES),
            Judged("walk", "car", "b", NO),
            Judged("bike", "car", "b", PERHAPS),
            Judged("bike", "car", "c", None),
        ]
    )
    assert [(cell.declared, cell.true, cell.files) for cell in cells] == [
        ("walk", "walk", 1),
        ("walk", "car", 1),
        ("bike", "car", 2),
    ]
    assert cells[2].counts == {"confirmed": 0, "doubtful": 1, "refused": 0, "unread": 1}
