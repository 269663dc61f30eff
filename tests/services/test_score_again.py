"""Past trips scored anew: who gains, who keeps what they have, who is passed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.ledger.account import available, pending
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.rescoring_act import Outcome, TripState
from muvengine.core.trips.trip import Trip
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.release_points import release_points
from muvengine.store.awards import Award, AwardState
from tests.recount import CHEAPER, DEARER, LATER, TAKE_BACK, Recount, recount
from tests.services.test_base_of_a_day import paid, walk
from tests.services.test_rehearsed_sheets import lived
from tests.town import NOON, Town, found

DAY = timedelta(days=1)
CEILING = "    points: {}\n    per: [participant, day]\n    except"
HIGHER_DAY = (CEILING.format(60), CEILING.format(90))
LOWER_DAY = (CEILING.format(60), CEILING.format(40))
RICH_TRIP = ("  trip_points: 5\n", "  trip_points: 12\n")
GATE = "    when: {distance_km: {min: 0.1}, duration_min: {min: 1}}\n    else: reject\n"
ASKED = (GATE, "    when: {distance_km: {min: 9}}\n    else: review\n")
SHUT = (GATE, "    when: {distance_km: {min: 9}}\n    else: reject\n")


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def whole(made: Recount) -> None:
    """Counters are the sums of sheets, and the ledger holds."""
    assert made.differing() == []
    assert check_ledger(made.town.open_reading) == ()


def passed_over(outcome: Outcome) -> dict[str, int]:
    return {one.why: one.trips for one in outcome.of(TripState.SKIPPED)}


def in_all(town: Town) -> tuple[int, int]:
    """Points that can be spent, and those on their way."""
    with town.open_reading() as uow:
        return (
            uow.ledger.balance(available(town.person.id)),
            uow.ledger.balance(pending(town.person.id)),
        )


def award_of(town: Town, trip: Trip) -> Award:
    with town.open_reading() as uow:
        award = uow.awards.of_sheet(trip.id, town.trip(trip.public_id).score_no)
    assert award is not None
    return award


def spend(town: Town, points: int) -> None:
    adjustment = Adjustment(town.person.id, -points, "spent in the story")
    attempt = Attempt(SYSTEM, town.key(), "adjust_points", "")
    adjust_points(town.open_uow, adjustment, attempt=attempt, now=LATER)


def test_the_same_rules_under_another_number_change_nothing(town: Town) -> None:
    lived(town)
    before = town.pending()
    made = recount(town)
    outcome = made.done()
    assert outcome.changed == 0
    assert outcome.of(TripState.KEPT) == ()
    assert town.pending() == before
    whole(made)


def test_the_version_that_scored_them_leaves_every_trip_as_it_is(town: Town) -> None:
    walk(town, 5)
    made = recount(town, DEARER)
    first = made.done()
    second = made.done()
    assert first.changed == 1
    [same] = second.counts
    assert (same.state, same.why, same.trips) == (TripState.SAME, "version", 1)
    assert town.trip(walk_of(town)).score_no == 2


def walk_of(town: Town) -> str:
    with town.open_reading() as uow:
        [only] = uow.trips.page(town.person.id, before=None, most=9)
    return only.public_id


def test_dearer_kilometres_are_paid_to_each_trip_in_its_turn(town: Town) -> None:
    yesterday = walk(town, 4, now=NOON - DAY)
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
    assert made.rehearse().total.change == 0, "a rehearsal gives the new sheets again"
    whole(made)


def test_cheaper_kilometres_take_nothing_from_anybody(town: Town) -> None:
    trips = [walk(town, hours) for hours in (5, 3)]
    before = town.pending()
    made = recount(town, CHEAPER)
    outcome = made.done()
    assert (outcome.changed, town.pending()) == (0, before)
    [kept] = outcome.of(TripState.KEPT)
    assert (kept.why, kept.trips, kept.before) == ("less", len(trips), before)
    assert kept.after < kept.before
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
    whole(made)


def test_a_higher_ceiling_gives_what_it_had_cut(town: Town) -> None:
    trips = [walk(town, hours) for hours in (8, 6, 4, 2)]
    made = recount(town, HIGHER_DAY)
    report = made.rehearse()
    assert report.total.candidate > report.total.base
    made.done()
    assert town.pending() == report.total.candidate
    assert town.trip(trips[0].public_id).score_no == 1
    whole(made)


@pytest.mark.parametrize("take_back", ["", TAKE_BACK])
def test_a_ceiling_stands_whatever_becomes_dearer_or_cheaper_below_it(
    town: Town, take_back: str
) -> None:
    for hours in (8, 6, 4, 2):
        walk(town, hours)
    made = recount(town, CHEAPER, RICH_TRIP)
    report = made.rehearse()
    made.done(take_back)
    counted = town.counters()
    assert counted["day:2026-04-07:p:day"] <= 60
    if take_back:
        assert town.pending() == report.total.candidate
    whole(made)


def test_a_lower_ceiling_cuts_nobody_unless_both_say_so(town: Town) -> None:
    for hours in (8, 6, 4, 2):
        walk(town, hours)
    before = town.pending()
    made = recount(town, LOWER_DAY)
    report = made.rehearse()
    made.done()
    assert town.pending() == before
    made.done(TAKE_BACK)
    assert town.pending() == report.total.candidate < before
    whole(made)


def test_a_trip_keeps_what_it_was_given_for_the_time_before_it(town: Town) -> None:
    """Its second week's bonus, and "good to see you": later trips must not come before it."""
    walk(town, 6, now=NOON - timedelta(days=40))
    back, later = walk(town, 5), walk(town, 3)
    made = recount(town, DEARER)
    made.done()
    assert town.trip(back.public_id).score_no == 2
    assert paid(town, back, rule="comeback") == 20
    assert paid(town, later, rule="comeback") == 0
    whole(made)


def test_points_that_could_be_spent_can_be_spent_at_once(town: Town) -> None:
    trip = walk(town, 5)
    release_points(town.open_uow, now=LATER)
    assert in_all(town) == (trip.points, 0)
    made = recount(town, DEARER)
    outcome = made.done()
    assert in_all(town) == (trip.points + outcome.points_up, 0)
    assert award_of(town, trip).state is AwardState.RELEASED
    whole(made)


def test_points_on_their_way_arrive_when_they_were_promised(town: Town) -> None:
    trip = walk(town, 5)
    promised = award_of(town, trip).release_at
    made = recount(town, DEARER)
    made.done()
    award = award_of(town, trip)
    assert (award.state, award.release_at) == (AwardState.PENDING, promised)
    assert town.trip(trip.public_id).score_no == 2
    whole(made)


@pytest.mark.parametrize("spent", [10, 0])
def test_what_was_spent_of_a_trip_stays_spent_and_the_difference_is_given(
    town: Town, spent: int
) -> None:
    trip = walk(town, 5)
    release_points(town.open_uow, now=LATER)
    spent = spent or trip.points
    spend(town, spent)
    made = recount(town, DEARER)
    outcome = made.done()
    assert outcome.points_up > 0
    assert in_all(town) == (trip.points - spent + outcome.points_up, 0)
    whole(made)


def test_nobody_falls_below_zero_when_spent_points_are_taken_back(town: Town) -> None:
    trip = walk(town, 5)
    release_points(town.open_uow, now=LATER)
    spend(town, trip.points - 1)
    made = recount(town, CHEAPER)
    outcome = made.done(TAKE_BACK)
    assert in_all(town) == (0, 0)
    assert outcome.points_down == 1
    whole(made)
