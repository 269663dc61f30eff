from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from muvengine.core.traces.clean import clean
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.signs import WEIGHT_ASKING, honesty_signs, weight_of
from tests.core.traces.walks import drift, fixes_of, recording, walk


def signs_of(fixes: Fixes, creator: str = "OsmAnd 4.7") -> tuple[str, ...]:
    made = recording(fixes, creator)
    return honesty_signs(clean(made), made)


def strolled(noise_m: float = 0.0) -> Fixes:
    """A walk whose pace changes, along a street that bends, as a phone sees it."""
    dice = np.random.default_rng(11)
    t_s = np.arange(900.0)
    way_m = np.cumsum(1.4 + 0.3 * np.sin(t_s / 31) + 0.1 * np.sin(t_s / 7))
    noise = dice.normal(0, noise_m, (2, 900))
    north_m = way_m + drift(dice, 900, 3.0) + noise[0]
    return fixes_of(t_s, north_m, 40 * np.sin(way_m / 90) + drift(dice, 900, 3.0) + noise[1])


def test_an_honest_walk_shows_none() -> None:
    assert signs_of(strolled()) == ()


def test_a_program_that_walks_a_line_gives_itself_away() -> None:
    assert signs_of(walk(900, every_s=1.0)) == ("constant_speed", "straight_lines", "too_smooth")


@pytest.mark.parametrize("digits", [6, 7, 9])
def test_a_line_without_noise_is_seen_also_when_its_positions_were_rounded(digits: int) -> None:
    t_s = np.arange(600.0)
    way_m = np.cumsum(4.0 + np.sin(t_s / 31))
    corner_m = way_m[300]
    drawn = fixes_of(t_s, np.minimum(way_m, corner_m), np.maximum(way_m - corner_m, 0.0))
    rounded = replace(drawn, lat=drawn.lat.round(digits), lon=drawn.lon.round(digits))
    assert "straight_lines" in signs_of(rounded)


@pytest.mark.parametrize("noise_m", [1.0, 3.0, 8.0])
def test_noise_drawn_anew_each_second_is_seen(noise_m: float) -> None:
    assert "white_jitter" in signs_of(strolled(noise_m))


@pytest.mark.parametrize(("creator", "expected"), [
    ("gpx.studio",                     ("editor",)),
    ("https://GPX.Studio",             ("editor",)),
    ("gpx.py -- https://example.org",  ("editor",)),
    ("GPSBabel - http://gpsbabel.org", ()),
    ("StravaGPX Android",              ()),
    ("",                               ()),
])  # fmt: skip
def test_a_creator_that_draws_is_seen(creator: str, expected: tuple[str, ...]) -> None:
    assert signs_of(strolled(), creator) == expected


def test_a_simulated_phone_writes_zeros() -> None:
    zero = replace(strolled(), ele_m=np.zeros(900))
    assert signs_of(zero) == ("emulator",)
    assert signs_of(replace(zero, accuracy_m=np.full(900, 4.0))) == ()
    assert signs_of(replace(zero, ele_m=np.full(900, 0.5))) == ()
    uneven = replace(zero, t_s=zero.t_s + np.random.default_rng(1).uniform(0, 0.3, 900))
    assert signs_of(uneven) == ()


@pytest.mark.parametrize("fixes", [1, 2, 3, 19])
def test_few_fixes_show_nothing(fixes: int) -> None:
    assert signs_of(walk(fixes, every_s=1.0)) == ()


@pytest.mark.parametrize("factor", [1.3, 1.77, 2.5, 3.4])
@pytest.mark.parametrize("rounded", [False, True])
def test_a_clock_that_was_slowed_down_ticks_as_no_recorder_does(
    factor: float, *, rounded: bool
) -> None:
    t_s = strolled().t_s * factor
    assert "stretched_clock" in signs_of(replace(strolled(), t_s=np.round(t_s) if rounded else t_s))


@pytest.mark.parametrize("every_s", [1.0, 2.0, 3.0, 5.06, 6.45, 10.0])
def test_the_ticks_of_real_recorders_are_no_sign(every_s: float) -> None:
    dice = np.random.default_rng(3)
    t_s = every_s * np.arange(900) + dice.uniform(0, 0.02, 900)
    assert "stretched_clock" not in signs_of(replace(strolled(), t_s=t_s))


def test_dropped_seconds_are_no_sign() -> None:
    heard = np.random.default_rng(5).random(900) > 0.25
    assert "stretched_clock" not in signs_of(strolled().take(heard))


def test_one_weak_sign_asks_for_nobody_two_do() -> None:
    assert weight_of(("white_jitter",)) < WEIGHT_ASKING
    assert weight_of(("white_jitter", "too_smooth")) >= WEIGHT_ASKING
    assert weight_of(("stretched_clock",)) >= WEIGHT_ASKING
    assert weight_of(()) == 0
