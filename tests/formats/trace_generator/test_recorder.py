"""A telephone writes what it hears, when it runs, as often as it wants."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from muvengine.core.traces.fixes import Fixes
from muvengine.core.units import KMH_PER_MS
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.journey import Journey, RideLeg, travel
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.formats.trace_generator.recorder import Session, write_down
from muvengine.formats.trace_generator.sets import dice_of

EIGHT = datetime(2026, 4, 1, 8, tzinfo=UTC)
WAY = through_blocks(43.6379, 5.0898, 43.6493, 5.1075)
EVERY_SECOND = Receiver(interval_s=1, lost_share=0.0)


def journey(by: str = "bike", **leg: object) -> Journey:
    return travel((RideLeg(by, *WAY, **leg),), dice_of(1, by))  # type: ignore[arg-type]


def written(
    receiver: Receiver = EVERY_SECOND,
    session: Session | None = None,
    made: Journey | None = None,
) -> Fixes:
    return write_down(made or journey(), session or Session(EIGHT), receiver, dice_of(2))


def off_m(fixes: Fixes, made: Journey) -> NDArray[np.float64]:
    """Metres between what was written and the truth."""
    second = np.rint(fixes.t_s - EIGHT.timestamp()).astype(int)
    north = (fixes.lat - made.lat[second]) * 111_195
    east = (fixes.lon - made.lon[second]) * 80_500
    return np.asarray(np.hypot(north, east), dtype=np.float64)


def test_a_pause_begins_a_new_piece_and_leaves_a_hole() -> None:
    fixes = written(session=Session(EIGHT, pauses=((100, 200), (300, 310))))
    assert fixes.piece.tolist() == sorted(fixes.piece.tolist())
    assert np.unique(fixes.piece).tolist() == [0, 1, 2]
    assert np.sort(np.diff(fixes.t_s))[-2:].tolist() == [12.0, 102.0]


def test_a_recorder_is_started_late_and_stopped_early() -> None:
    fixes = written(session=Session(EIGHT, from_s=60, until_s=300))
    assert fixes.t_s[[0, -1]].tolist() == [EIGHT.timestamp() + 60, EIGHT.timestamp() + 300]


def test_a_clock_that_is_ahead_moves_every_time() -> None:
    right, ahead = written(), written(session=Session(EIGHT, clock_s=1.5))
    assert (ahead.t_s - right.t_s == 1.5).all()
    assert np.array_equal(ahead.lat, right.lat)


def test_a_saving_recorder_leaves_out_what_is_near_but_shows_that_it_is_alive() -> None:
    standing = journey(wait_s=600)
    fixes = written(Receiver(interval_s=1, lost_share=0.0, step_m=10.0), made=standing)
    assert len(fixes) < len(standing) / 2
    assert np.diff(fixes.t_s).max() <= 31


def test_spikes_are_far_and_few() -> None:
    made = journey()
    far = off_m(written(Receiver(interval_s=1, lost_share=0.0, spike_share=0.02), made=made), made)
    assert 0.005 < np.mean(far > 200) < 0.05
    assert np.median(far) < 10


def test_between_high_walls_the_receiver_errs_more_and_says_so() -> None:
    wide, narrow = journey(), journey(narrow=True)
    open_sky, canyon = written(made=wide), written(made=narrow)
    assert np.median(off_m(canyon, narrow)) > 3 * np.median(off_m(open_sky, wide))
    assert np.median(canyon.accuracy_m) > 3 * np.median(open_sky.accuracy_m)


def test_a_tunnel_is_a_hole_and_the_underground_is_one_tunnel() -> None:
    made = journey("subway")
    gap_s = np.diff(written(made=made).t_s)
    assert gap_s.max() > 0.5 * len(made)


def test_uneven_telephones_write_parts_of_a_second() -> None:
    times = written(Receiver(interval_s=1, lost_share=0.0, uneven_s=0.9)).t_s
    assert (np.diff(times) > 0).all()
    assert np.std(np.diff(times)) > 0.2


@pytest.mark.parametrize("silent", ["accuracy", "elevation"])
def test_some_recorders_do_not_write_everything(silent: str) -> None:
    fixes = written(Receiver(silent_about=frozenset({silent})))
    assert np.isnan(fixes.accuracy_m).all() == (silent == "accuracy")
    assert np.isnan(fixes.ele_m).all() == (silent == "elevation")


@pytest.mark.parametrize("vigour", [0.7, 1.2])
def test_somebody_may_be_slower_or_faster_than_most(vigour: float) -> None:
    usual, other = len(journey()), len(journey(vigour=vigour))
    assert (other < usual) == (vigour > 1.0)


def test_errors_drawn_anew_shake_the_speed() -> None:
    def speed_kmh(receiver: Receiver) -> float:
        fixes = written(receiver)
        steps = np.hypot(np.diff(fixes.lat) * 111_195, np.diff(fixes.lon) * 80_500)
        return float(np.median(steps / np.diff(fixes.t_s))) * KMH_PER_MS

    shaken = Receiver(interval_s=1, lost_share=0.0, jitter_m=5.0)
    assert speed_kmh(shaken) > 1.4 * speed_kmh(EVERY_SECOND)
