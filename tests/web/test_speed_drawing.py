from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from markupsafe import Markup

from muvengine.core.traces.profile import Profile
from muvengine.web.speed_drawing import (
    HEIGHT,
    PLOT_BOTTOM,
    PLOT_TOP,
    Band,
    Mark,
    Shade,
    Sheet,
    hour_ticks,
    kmh_ticks,
    speed_drawing,
)

RIDE = Profile(0.0, 600.0, (((0.0, 4.0), (250.0, 20.0)), ((350.0, 6.0), (600.0, 2.0))), ())
NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
LIMITS = (("speed-doubted", 26.0, "doubtful above 26"), ("speed-refused", 32.0, "refused above 32"))


def band(start_s: float = 0.0, end_s: float = 600.0, **facts: object) -> Band:
    plain = {"sign": Markup("<svg></svg>"), "name": "Bicycle", "limits": LIMITS}
    return Band(start_s, end_s, **(plain | facts))  # type: ignore[arg-type]


def drawn(*bands: Band, profile: Profile = RIDE, **more: object) -> str:
    return str(speed_drawing(profile, Sheet("Speed", bands or (band(),), **more)))  # type: ignore[arg-type]


def level(svg: str, kind: str) -> float:
    [y] = set(re.findall(rf'class="{kind}" [^>]*y1="([\d.]+)"', svg))
    return float(y)


def test_no_speed_is_no_drawing() -> None:
    assert drawn(profile=Profile(0.0, 0.0, (), ())) == ""


def test_each_piece_is_a_line_of_its_own_inside_the_plot() -> None:
    lines = re.findall(r'<polyline points="([^"]+)"', drawn())
    assert len(lines) == 2
    for line in lines:
        for x, y in (pair.split(",") for pair in line.split()):
            assert 0 <= float(x) <= 1_000
            assert 0 <= float(y) <= PLOT_BOTTOM - PLOT_TOP


def test_limits_are_drawn_where_they_are_also_above_all_speeds() -> None:
    svg = drawn()
    assert PLOT_TOP < level(svg, "speed-refused") < level(svg, "speed-doubted") < PLOT_BOTTOM
    assert "doubtful above 26" in svg


def test_limits_too_near_each_other_share_no_place_for_words() -> None:
    fast = Profile(0.0, 600.0, (((0.0, 4.0), (600.0, 130.0)),), ())
    svg = drawn(profile=fast)
    assert "refused above 32" in svg
    assert "doubtful above 26" not in svg


def test_several_legs_have_signs_borders_and_limits_of_their_own() -> None:
    walk = band(0.0, 180.0, name="On foot", limits=(("speed-refused", 20.0, "r"),))
    svg = drawn(walk, band(180.0, 560.0), band(560.0, 600.0))
    assert svg.count("speed-border") == 2
    assert "On foot" in svg
    assert svg.count("speed-sign") - svg.count("speed-sign-named") == 2, "the third has no room"
    assert svg.count('x1="30.0%" x2="93.33%"') == 2, "both limits of the second leg"


def test_words_of_people_stay_words() -> None:
    assert "<b>" not in drawn(band(0, 300, name="<b>"), band(300, 600, name="<b>"))


def test_stays_and_gaps_are_grounds_and_cuts_are_numbers() -> None:
    shades = (Shade("gap", 250.0, 350.0), Shade("stay", 500.0, 600.0))
    svg = drawn(shades=shades, marks=(Mark(1, 300.0),))
    assert '<rect class="speed-gap" x="41.67%"' in svg
    assert '<rect class="speed-stay" x="83.33%"' in svg
    assert re.search(r'class="speed-number" x="50.0%"[^>]*>1<', svg)


def test_hours_keep_inside_the_sheet_and_off_each_other() -> None:
    hours = ((0.0, "8:00"), (60.0, "8:01"), (300.0, "8:05"), (480.0, "8:08"), (600.0, "8:10"))
    svg = drawn(hours=hours)
    assert re.findall(r'class="speed-hour-(\w+)" x="([\d.]+)%"', svg) == [
        ("start", "0.0"),
        ("middle", "50.0"),
        ("middle", "80.0"),
    ]


@pytest.mark.parametrize(
    ("top", "ticks"),
    [(9.2, (0, 2, 4, 6, 8)), (36.8, (0, 10, 20, 30)), (240.0, (0, 50, 100, 150, 200))],
)
def test_speeds_are_round(top: float, ticks: tuple[int, ...]) -> None:
    assert kmh_ticks(top) == ticks


@pytest.mark.parametrize(("minutes", "count"), [(3, 3), (25, 2), (38, 4), (70, 2), (1_440, 3)])
def test_hours_are_round_and_few(minutes: int, count: int) -> None:
    start = NOON + timedelta(minutes=2, seconds=30)
    ticks = hour_ticks(start, start + timedelta(minutes=minutes))
    assert len(ticks) == count
    assert all(start <= tick and tick.second == 0 for tick in ticks)


def test_the_sheet_is_as_high_as_it_says() -> None:
    assert f'height="{HEIGHT:.0f}"' in drawn()
