"""How cheats are tried: as an upload and the jobs after it would meet them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from muvengine.core.traces.clean import clean
from muvengine.formats.shipped import shipped
from muvengine.formats.trace_generator.cheat_table import CHEATS, play
from muvengine.formats.trace_generator.sets import TripSet
from muvengine.services.evaluate_cheats import evaluate_cheat, evaluate_honest
from muvengine.services.yardstick import Yardstick
from muvengine.services.yardstick_of_files import FilesGiven, yardstick_of_files

DAY = datetime(2026, 4, 1, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    given = FilesGiven(shipped("rules/muv.yaml"), shipped("seed_data/routes"), None, None)
    return yardstick_of_files(given)


def test_ones_own_trip_sent_again_is_a_duplicate_and_a_friends_too(yardstick: Yardstick) -> None:
    for key in ("sent_again", "anothers_file"):
        caught = evaluate_cheat(CHEATS[key], 3, 1, yardstick)
        assert caught.ends == {"refused": 3, "asked": 0, "doubtful": 0, "passed": 0}
        assert caught.noticed.value == 1.0


def test_a_seat_beside_the_driver_is_believed_and_one_in_another_car_is_not(
    yardstick: Yardstick,
) -> None:
    near = evaluate_cheat(CHEATS["convoy_of_10_s"], 8, 1, yardstick)
    far = evaluate_cheat(CHEATS["convoy_of_60_s"], 8, 1, yardstick)
    assert near.ends["passed"] > 0
    assert far.ends == {"refused": 0, "asked": 0, "doubtful": 8, "passed": 0}


def test_every_try_ends_once(yardstick: Yardstick) -> None:
    caught = evaluate_cheat(CHEATS["drive_cut_out"], 6, 2, yardstick)
    assert sum(caught.ends.values()) == caught.tries == 6
    honest = evaluate_honest("walk", 6, 2, yardstick)
    assert honest.ends == {"refused": 0, "asked": 0, "doubtful": 0, "passed": 6}


def test_a_jump_adds_no_metres() -> None:
    for one in play(CHEATS["jumped"], TripSet("bike", 5, 1, DAY)):
        honest_m, jumped_m = clean(one.original).distance_m, clean(one.sent).distance_m
        assert jumped_m == pytest.approx(honest_m, rel=0.03)
