"""Past trips scored anew: what a season has left, and which trips are passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text

from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.rescoring_act import TripState
from muvengine.services.posting import hold
from muvengine.store.awards import AwardState
from tests.people import participant
from tests.recount import DEARER, LATER, TAKE_BACK, recount
from tests.services.test_base_of_a_day import walk
from tests.services.test_score_again import (
    ASKED,
    DAY,
    SHUT,
    award_of,
    in_all,
    passed_over,
    whole,
)
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import answer, contest, withdraw


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def fund(town: Town, points: int) -> None:
    with town.open_uow() as uow:
        season = uow.ledger.open_season("2026", date(2026, 1, 1), date(2026, 12, 31))
        uow.ledger.post(events.season_fund(season, points, "more", By(SYSTEM, NOON)), NOON)
        uow.commit()


def season_left(town: Town) -> int:
    with town.open_reading() as uow:
        season = uow.seasons.paying_day(NOON.date(), 0)
        assert season is not None
        return uow.ledger.balance(season.envelope)


def test_the_season_never_gives_what_it_has_not(engine: Engine) -> None:
    """What is left pays two differences; the third, whom it was cut from, keeps what they have."""
    town = found(engine, points=135)
    second, third = (replace(town, person=participant(town.open_uow, name)) for name in "BC")
    trips = [walk(one, hours) for one, hours in ((town, 5), (second, 4), (third, 3))]
    before = [trip.points for trip in trips]
    assert (season_left(town), before[2] < before[0]) == (0, True), "the third was cut"
    made = recount(town, DEARER)
    change = made.rehearse().total.change
    fund(town, change)
    outcome = made.done()
    assert outcome.changed == 2
    assert passed_over(outcome) == {"envelope": 1}
    assert [town.trip(trip.public_id).score_no for trip in trips] == [2, 2, 1]
    assert season_left(town) == change - outcome.points_up >= 0
    whole(made)


def test_a_closed_season_pays_nothing_more(town: Town) -> None:
    trip = walk(town, 5)
    made = recount(town, DEARER)
    with town.open_uow() as uow:
        season = uow.seasons.paying_day(trip.local_day, 0)
        assert season is not None
        uow.seasons.close(season, now=LATER)
        uow.commit()
    outcome = made.done()
    assert passed_over(outcome) == {"closed": 1}
    assert town.trip(trip.public_id).score_no == 1
    whole(made)


def test_a_season_that_follows_does_not_pay_a_whole_award_again(town: Town) -> None:
    walk(town, 5)
    made = recount(town, DEARER)
    with town.open_uow() as uow:
        season = uow.seasons.get("2026")
        uow.seasons.close(season, now=LATER)
        uow.ledger.open_season("2027", date(2027, 1, 1), date(2027, 12, 31))
        uow.connection.execute(text("UPDATE ledger_account SET balance = balance"))
        uow.commit()
    assert passed_over(made.done()) == {"closed": 1}
    whole(made)


def test_who_asks_waits_or_has_taken_it_back_is_passed_over(town: Town) -> None:
    asks, held, gone, refused, plain = (
        walk(town, hours, now=NOON - days * DAY) for days, hours in enumerate((11, 9, 7, 5, 3))
    )
    contest(town, refused)
    answer(town, refused, accept=False)
    contest(town, asks)
    withdraw(town, gone)
    with town.open_uow() as uow:
        hold(uow, trip_id=held.id, score_no=town.trip(held.public_id).score_no)
        uow.commit()
    made = recount(town, DEARER)
    outcome = made.done()
    assert passed_over(outcome) == {"withdrawn": 1, "refused": 1, "waits": 2}
    assert outcome.changed == 1
    assert town.trip(plain.public_id).score_no > plain.score_no
    assert award_of(town, held).state is AwardState.HELD
    whole(made)


def test_what_happens_between_approval_and_its_turn_counts(town: Town) -> None:
    asks, gone, refused = (walk(town, hours) for hours in (9, 7, 5))
    other = replace(town, person=participant(town.open_uow, "Leaves"))
    walk(other, 4)
    made = recount(town, DEARER)
    public_id = made.begun()
    made.list_all(public_id)
    contest(town, asks)
    withdraw(town, gone)
    contest(town, refused)
    answer(town, refused, accept=False)
    with town.open_uow() as uow:
        uow.connection.execute(
            text("UPDATE person SET closed_at = created_at WHERE id = :id"), {"id": other.person.id}
        )
        uow.commit()
    made.work()
    outcome = made.act(public_id).outcome
    assert outcome is not None
    assert passed_over(outcome) == {"waits": 1, "withdrawn": 1, "refused": 1, "gone": 1}
    whole(made)


def test_a_trip_that_the_new_rules_would_show_to_a_person_keeps_its_points(town: Town) -> None:
    trip = walk(town, 5)
    made = recount(town, ASKED)
    [kept] = made.done(TAKE_BACK).of(TripState.KEPT)
    assert (kept.why, kept.trips) == ("review", 1)
    assert town.trip(trip.public_id).score_no == 1
    whole(made)


def test_a_trip_that_the_new_rules_would_not_count_is_taken_back_only_if_both_say_so(
    town: Town,
) -> None:
    trip = walk(town, 5)
    made = recount(town, SHUT)
    [kept] = made.done().of(TripState.KEPT)
    assert kept.why == "less"
    outcome = made.done(TAKE_BACK)
    assert outcome.points_down == trip.points
    assert in_all(town) == (0, 0)
    whole(made)


def test_trips_that_came_after_the_list_are_told_and_left(town: Town) -> None:
    walk(town, 9)
    made = recount(town, DEARER)
    public_id = made.begun()
    made.list_all(public_id)
    late = town.trip(town.send(gpx(ride(seed=3)), now=LATER).public_id)
    made.work()
    outcome = made.act(public_id).outcome
    assert outcome is not None
    assert (outcome.changed, outcome.came_later) == (1, 1)
    assert town.trip(late.public_id).score_no == 1
    whole(made)


def test_a_trip_that_is_looked_at_afterwards_stays_with_the_rules_that_scored_it(
    town: Town,
) -> None:
    trip = walk(town, 5)
    made = recount(town, DEARER)
    made.done()
    before = town.trip(trip.public_id).points
    contest(town, trip)
    answer(town, trip, accept=True)
    assert town.trip(trip.public_id).points == before
    assert town.sheet(trip.public_id).version_id == made.version.id
    whole(made)
