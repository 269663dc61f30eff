"""The one word for a measured day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules.conditions import WORDS
from muvengine.core.trips.weather import MeasuredDay, word_of

MILD = MeasuredDay(date(2026, 4, 6), high_c=18.0, low_c=9.0, water_mm=0.0, snow_cm=0.0)


@pytest.mark.parametrize(("figures", "word"), [
    ({},                                                 "dry"),
    ({"water_mm": 0.9},                                  "dry"),
    ({"water_mm": 1.0},                                  "rain"),
    ({"water_mm": 0.9, "snow_cm": 0.63},                 "dry"),
    ({"water_mm": 1.0, "snow_cm": 0.7},                  "snow"),
    ({"high_c": 29.9},                                   "dry"),
    ({"high_c": 30.0},                                   "heat"),
    ({"low_c": 0.0},                                     "dry"),
    ({"low_c": -0.1},                                    "cold"),
    ({"wind_kmh": 38.9, "gust_kmh": 57.5},               "dry"),
    ({"wind_kmh": 39.0},                                 "wind"),
    ({"gust_kmh": 57.6},                                 "wind"),
    ({"code": 45},                                       "fog"),
    ({"code": 48},                                       "fog"),
    ({"code": 3},                                        "dry"),
    ({"snow_cm": 5.0, "water_mm": 7.0, "low_c": -4.0},   "snow"),
    ({"water_mm": 7.0, "high_c": 31.0},                  "rain"),
    ({"high_c": 31.0, "gust_kmh": 80.0},                 "heat"),
    ({"low_c": -3.0, "gust_kmh": 80.0, "code": 48},      "cold"),
    ({"gust_kmh": 80.0, "code": 45},                     "wind"),
])  # fmt: skip
def test_a_day_is_called_after_what_hinders_most(figures: dict[str, Any], word: str) -> None:
    assert word_of(replace(MILD, **figures)) == word


@given(
    high=st.floats(-90, 60), low=st.floats(-90, 60), water=st.floats(0, 500),
    snow=st.floats(0, 200), gust=st.none() | st.floats(0, 300), code=st.none() | st.integers(0, 99),
)  # fmt: skip
def test_every_day_has_a_word_that_rules_know(
    high: float, low: float, water: float, snow: float, gust: float | None, code: int | None
) -> None:
    day = MeasuredDay(date(2026, 4, 6), high, low, water, snow, gust_kmh=gust, code=code)
    assert word_of(day) in WORDS["weather"]
