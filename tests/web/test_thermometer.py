from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.ledger.pot import Milestone, Pot
from muvengine.web.thermometer import BULB, ROOM, TOP, thermometer

BENCH = Pot("bench", {"en": "A bench"}, 1000, date(2026, 4, 30))
RECT = re.compile(r'<rect class="bar-(\w+)" x="\d+" y="([\d.]+)" width="\d+" height="([\d.]+)"')


def parts(pot: Pot) -> dict[str, tuple[float, float]]:
    found = RECT.findall(thermometer(pot, "words"))
    return {kind: (float(top), float(height)) for kind, top, height in found}


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_what_is_in_it_stands_from_the_bulb_up_and_never_above_the_goal(
    given_points: int, matched: int
) -> None:
    matched = min(matched, 1000 - given_points)
    drawn = parts(replace(BENCH, given_points=given_points, matched_points=matched))
    top, height = drawn["used"]
    assert height - BULB // 2 == pytest.approx(ROOM * given_points / 1000, abs=0.1)
    assert top >= TOP
    if ROOM * matched / 1000 >= 0.1:
        above, added = drawn["promised"]
        assert above + added == pytest.approx(top, abs=0.2)
        assert above >= TOP - 0.1


def test_the_goal_and_each_step_have_a_mark() -> None:
    pot = replace(BENCH, milestones=(Milestone(250, {}), Milestone(500, {})))
    drawn = str(thermometer(pot, "words"))
    marks = [float(at) for at in re.findall(r'class="mark" x1="\d+" y1="([\d.]+)"', drawn)]
    assert marks == [TOP, TOP + ROOM * 0.75, TOP + ROOM * 0.5]
    assert re.findall(r"<text[^>]*>(.)</text>", drawn) == ["★", "1", "2"]


def test_it_says_its_figures_and_nothing_that_was_typed_becomes_markup() -> None:
    drawn = thermometer(BENCH, '"><script>')
    assert 'role="img"' in drawn
    assert "<script>" not in drawn
