"""Each cheat does what its name says, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from muvengine.core.traces.clean import clean
from muvengine.core.traces.distance import steps_m
from muvengine.core.traces.fingerprint import similarity, take_fingerprint
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.together import company
from muvengine.core.units import KMH_PER_MS
from muvengine.formats.trace_generator import cheats
from muvengine.formats.trace_generator.cheat_table import CHEATS, Attempted, play
from muvengine.formats.trace_generator.sets import TripSet
from muvengine.words.catalogue import known

DAY = datetime(2026, 4, 1, 4, tzinfo=UTC)


def played(key: str, count: int = 3) -> list[Attempted]:
    cheat = CHEATS[key]
    return list(play(cheat, TripSet(cheat.of, count, 7, DAY)))


def mean_kmh(fixes: Fixes) -> float:
    way_m = float(steps_m(fixes.lat, fixes.lon).sum())
    return way_m / float(np.ptp(fixes.t_s)) * KMH_PER_MS


@pytest.mark.parametrize("key", list(CHEATS))
def test_every_cheat_is_a_recording_in_order_of_time_and_has_a_name_for_people(key: str) -> None:
    for one in played(key):
        fixes = one.sent.fixes
        assert (np.diff(fixes.t_s) > 0).all()
        assert np.isfinite(fixes.lat).all()
        assert len(fixes) >= 5
    assert known(f"cheats.{key}")
    assert CHEATS[key].make.__doc__


@pytest.mark.parametrize("key", list(CHEATS))
def test_the_same_seed_cheats_alike(key: str) -> None:
    first, again = played(key, 1)[0].sent.fixes, played(key, 1)[0].sent.fixes
    assert np.array_equal(first.t_s, again.t_s)
    assert np.array_equal(first.lat, again.lat)


@pytest.mark.parametrize(("key", "kmh"), [("stretched_clock", 14.0), ("stretched_to_walk", 5.0)])
def test_a_stretched_clock_slows_a_drive_down(key: str, kmh: float) -> None:
    for one in played(key):
        assert mean_kmh(one.original.fixes) > mean_kmh(one.sent.fixes)
        assert mean_kmh(one.sent.fixes) == pytest.approx(kmh, rel=0.05)
        assert np.array_equal(one.sent.fixes.lat, one.original.fixes.lat)


def test_a_cut_drive_shows_nothing_fast() -> None:
    for one in played("drive_cut_out"):
        trace = clean(one.sent)
        assert trace.holes
        assert len(one.sent.fixes) < 0.9 * len(one.original.fixes)


@pytest.mark.parametrize("key", ["retimed", "shifted_a_day"])
def test_a_copy_keeps_its_positions(key: str) -> None:
    for one in played(key):
        prints = [take_fingerprint(made.fixes) for made in (one.sent, one.original)]
        assert prints[0].exact != prints[1].exact
        assert similarity(prints[0].sketch, prints[1].sketch) == 1.0


@pytest.mark.parametrize("key", ["jittered", "jittered_much", "replayed"])
def test_a_disguised_copy_keeps_none(key: str) -> None:
    for one in played(key):
        prints = [take_fingerprint(made.fixes) for made in (one.sent, one.original)]
        assert similarity(prints[0].sketch, prints[1].sketch) < 0.1


def test_one_speed_is_one_speed() -> None:
    for one in played("at_constant_speed"):
        fixes = one.sent.fixes
        speed_ms = steps_m(fixes.lat, fixes.lon) / np.diff(fixes.t_s)
        assert np.mean(np.abs(speed_ms - np.median(speed_ms)) < 0.05) > 0.5


def test_a_convoy_is_as_far_behind_as_its_name_says() -> None:
    shares = {
        key: [company(one.original.fixes, one.sent.fixes).near_share for one in played(key, 5)]
        for key in ("convoy_of_10_s", "convoy_of_30_s", "convoy_of_60_s")
    }
    mean = [np.mean(found) for found in shares.values()]
    assert mean == sorted(mean, reverse=True)


def test_a_spliced_drive_begins_where_the_ride_halts() -> None:
    for one in played("spliced"):
        fixes = one.sent.fixes
        assert steps_m(fixes.lat, fixes.lon).max() < 1_500
        assert mean_kmh(fixes) > mean_kmh(one.original.fixes)


def test_thinning_leaves_one_in_three_quarters_of_a_minute() -> None:
    for one in played("thinned"):
        assert np.median(np.diff(one.sent.fixes.t_s)) >= 40


def test_the_table_and_the_functions_name_each_other() -> None:
    made = {cheat.make.__name__ for cheat in CHEATS.values()}
    assert made <= {name for name in vars(cheats) if not name.startswith("_")}
