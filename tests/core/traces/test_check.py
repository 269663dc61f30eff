from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from muvengine.core.errors import FixesRefused
from muvengine.core.traces.area import Area
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.fixes import Fixes, Recording
from tests.core.traces.walks import LAT, LON, START, fixes_of, recording, walk

AREA = Area(LAT - 0.1, LON - 0.1, LAT + 0.1, LON + 0.1)
NOW = START + timedelta(hours=2)
DAY_S = 86_400.0
HALF = np.arange(301) >= 150

Chosen = NDArray[np.bool_] | list[int] | slice


def check(fixes: Fixes, now: datetime | None = NOW, area: Area | None = AREA) -> Recording:
    return check_recording(recording(fixes), area=area, now=now)


def late(seconds: float, chosen: Chosen = slice(None)) -> Fixes:
    fixes = walk()
    t_s = fixes.t_s.copy()
    t_s[chosen] += seconds
    return replace(fixes, t_s=t_s)


def at(lat: float, lon: float, chosen: Chosen = slice(None)) -> Fixes:
    fixes = walk()
    moved = replace(fixes, lat=fixes.lat.copy(), lon=fixes.lon.copy())
    moved.lat[chosen] = lat
    moved.lon[chosen] = lon
    return moved


def shuffled() -> Fixes:
    return replace(walk(), t_s=np.random.default_rng(3).permutation(walk().t_s))


def two_places() -> Fixes:
    fixes = walk()
    again = replace(fixes, lat=fixes.lat + 0.01, piece=fixes.piece + 1)
    return Fixes(*(np.concatenate((getattr(fixes, name), getattr(again, name)))
                   for name in Fixes.__dataclass_fields__))  # fmt: skip


@pytest.mark.parametrize(("fixes", "code"), [
    (late(-8 * DAY_S),                                      "time_old"),
    (late(-2_922 * DAY_S),                                  "time_old"),
    (late(-40 * DAY_S, np.arange(301) < 60),                "time_old"),
    (late(7_200),                                           "time_future"),
    (late(3_000 * DAY_S),                                   "time_future"),
    (shuffled(),                                            "time_order"),
    (late(-700, HALF),                                      "time_order"),
    (two_places(),                                          "time_order"),
    (replace(walk(), t_s=np.full(301, START.timestamp())),  "time_zero"),
    (late(-DAY_S, np.arange(301) < 3),                      "too_long"),
    (at(48.85, 2.35),                                       "outside_area"),
    (at(LON, LAT, np.arange(301) < 30),                     "outside_area"),
    (at(0.0, 0.0, np.arange(301) < 30),                     "outside_area"),
    (at(44.5, LON, [0, 300]),                               "outside_area"),
    (at(90.0, 0.0),                                         "outside_area"),
])  # fmt: skip
def test_each_fault_has_its_code(fixes: Fixes, code: str) -> None:
    with pytest.raises(FixesRefused) as refused:
        check(fixes)
    assert refused.value.code == code


@pytest.mark.parametrize(("fixes", "code"), [
    (replace(at(48.85, 2.35), t_s=late(-8 * DAY_S).t_s),        "time_old"),
    (replace(at(48.85, 2.35), t_s=shuffled().t_s + DAY_S),      "time_future"),
    (replace(at(48.85, 2.35), t_s=walk().t_s * 0 + walk().t_s[0]), "time_zero"),
])  # fmt: skip
def test_of_several_faults_the_first_of_the_contract_is_told(fixes: Fixes, code: str) -> None:
    with pytest.raises(FixesRefused) as refused:
        check(fixes)
    assert refused.value.code == code


@pytest.mark.parametrize(("fixes", "kept", "dropped"), [
    (walk(),                                                  301, ()),
    (walk(1),                                                   1, ()),
    (late(-6 * DAY_S),                                        301, ()),
    (walk().take(np.arange(301)[::-1]),                       301, ("time_sorted",)),
    (walk().take(np.arange(300).reshape(-1, 2)[:, ::-1].ravel()), 300, ("time_sorted",)),
    (late(-8_000 * DAY_S, np.arange(301) < 20),               281, ("bad_time",)),
    (late(26_000 * DAY_S, [7]),                               300, ("bad_time",)),
    (at(0.0, 0.0, [0, 5, 9]),                                 298, ("bad_coord",)),
    (at(46.0, 9.0, [50]),                                     301, ()),
    (at(44.0, LON, np.arange(301) < 250),                     301, ()),
])  # fmt: skip
def test_small_faults_are_mended_and_named(
    fixes: Fixes, kept: int, dropped: tuple[str, ...]
) -> None:
    checked = check(fixes)
    assert (len(checked.fixes), checked.dropped) == (kept, dropped)
    assert (np.diff(checked.fixes.t_s) >= 0).all()


def test_segments_in_another_order_are_sorted() -> None:
    fixes = replace(walk(), piece=HALF.astype(np.int32))
    swapped = fixes.take(np.r_[150:301, 0:150])
    checked = check(swapped)
    assert checked.dropped == ("time_sorted",)
    assert np.array_equal(checked.fixes.lat, fixes.lat)


def test_without_a_clock_any_date_a_receiver_could_write_is_good() -> None:
    assert check(late(-8_000 * DAY_S), now=None).dropped == ()
    for seconds, code in ((-20_000 * DAY_S, "time_old"), (30_000 * DAY_S, "time_future")):
        with pytest.raises(FixesRefused) as refused:
            check(late(seconds), now=None)
        assert refused.value.code == code


def test_without_an_area_any_place_is_good() -> None:
    t_s = np.arange(0, 601, 5.0)
    check(fixes_of(t_s, t_s, t_s, lat=-60.0, lon=180.0), area=None)


def test_a_mediator_has_more_days() -> None:
    old = recording(late(-20 * DAY_S))
    assert check_recording(old, area=AREA, now=NOW, days_back_max=30).fixes is old.fixes
