"""Past trips scored anew: who gains, who keeps what they have, who is passed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.rules.rescoring_act import TripState
from muvengine.reads.ledger_check import check_ledger
from tests.recount import CHEAPER, DEARER, TAKE_BACK, recount
from tests.services.test_base_of_a_day import paid, walk
from tests.services.test_rehearsed_sheets import lived
from tests.town import NOON, Town, found


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def test_the_same_rules_under_another_number_change_nothing(town: Town) -> None:
    lived(town)
    before = town.pending()
    made = recount(town)
    outcome = made.done()
    assert outcome.changed == 0
    assert town.pending() == before
    assert check_ledger(town.open_reading) == ()


def test_dearer_kilometres_are_paid_to_each_trip_in_its_turn(town: Town) -> None:
    yesterday = walk(town, 4, now=NOON - timedelta(days=1))
    today = [walk(town, hours) for hours in (5, 3)]
    before = [paid(town, one) for one in (yesterday, *today)]
    made = recount(town, DEARER)
    report = made.rehearse()
    outcome = made.done()
    after = [paid(town, one) for one in (yesterday, *today)]
    assert after[0] > before[0]
    assert after[1] > before[1]
    assert outcome.changed == 3
    assert outcome.points_down == 0
    assert town.pending() == report.total.candidate == report.total.base + outcome.points_up
    assert made.differing() == []
    assert check_ledger(town.open_reading) == ()


def test_cheaper_kilometres_take_nothing_from_anybody(town: Town) -> None:
    trips = [walk(town, hours) for hours in (5, 3)]
    before = town.pending()
    made = recount(town, CHEAPER)
    outcome = made.done()
    assert (outcome.changed, town.pending()) == (0, before)
    [kept] = outcome.of(TripState.KEPT)
    assert (kept.why, kept.trips, kept.before) == ("less", len(trips), before)
    assert [town.trip(trip.public_id).score_no for trip in trips] == [1, 1]


def test_cheaper_kilometres_are_taken_back_where_two_organisers_say_so(town: Town) -> None:
    for hours in (5, 3):
        walk(town, hours)
    before = town.pending()
    made = recount(town, CHEAPER)
    report = made.rehearse()
    outcome = made.done(TAKE_BACK)
    assert outcome.points_down == before - town.pending() > 0
    assert town.pending() == report.total.candidate
    assert made.differing() == []
    assert check_ledger(town.open_reading) == ()
