"""Rewards of challenges: soon after they are reached, once, and back with their trips."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.ledger.events import season_close
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.voucher import VoucherState
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.leave_challenge import Leaving, leave_challenge
from muvengine.services.repair_game import repair_game
from muvengine.services.settle_challenges import SettledChallenges
from muvengine.services.sponsor_challenge import cancel_sponsored
from muvengine.store.challenges import ChallengeStore
from tests.challenged import (
    OFFICE,
    choose,
    hand,
    join,
    neighbour,
    playing,
    raise_to,
    rewards,
    settle,
    sponsor,
    wallet,
)
from tests.game_town import MONDAY, walk_on
from tests.town import NOON, Town
from tests.trip_acts import withdraw

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return playing(engine)


def test_a_reward_comes_once_as_soon_as_it_is_reached(town: Town) -> None:
    choose(town)
    walk_on(town, MONDAY)
    assert settle(town) == SettledChallenges(1, 0, 0)
    walk_on(town, TUESDAY)
    assert settle(town) == SettledChallenges(1, 1, 0)
    assert settle(town) == SettledChallenges(0, 0, 0)
    (reward,) = rewards(town)
    assert (reward.points, wallet(town)) == (20, 20)
    walk_on(town, TUESDAY, hour=9)
    assert settle(town) == SettledChallenges(1, 0, 0)
    assert check_ledger(town.open_reading) == ()


def test_trips_that_were_sent_before_the_choice_count_as_well(town: Town) -> None:
    walk_on(town, MONDAY)
    choose(town)
    walk_on(town, TUESDAY)
    assert settle(town).given == 1


def test_a_reward_goes_back_with_its_trip_and_names_it(town: Town) -> None:
    choose(town)
    walk_on(town, MONDAY)
    trip = walk_on(town, TUESDAY)
    settle(town)
    withdraw(town, trip)
    assert settle(town) == SettledChallenges(1, 0, 1)
    (reward,) = rewards(town)
    assert (reward.lost_trip_id, wallet(town)) == (trip.id, 0)
    walk_on(town, TUESDAY, hour=9)
    assert settle(town) == SettledChallenges(1, 1, 0)
    assert wallet(town) == 20
    assert check_ledger(town.open_reading) == ()


def test_what_was_spent_is_written_off_and_not_paid_twice(town: Town) -> None:
    choose(town)
    walk_on(town, MONDAY)
    trip = walk_on(town, TUESDAY)
    settle(town)
    less = Adjustment(town.person.id, -15, "spent on something")
    adjust_points(town.open_uow, less, attempt=less.attempt(SYSTEM, town.key()), now=NOON)
    withdraw(town, trip)
    settle(town)
    assert wallet(town) == 0
    walk_on(town, TUESDAY, hour=9)
    settle(town)
    assert wallet(town) == 5
    assert check_ledger(town.open_reading) == ()


def test_a_late_trip_counts_while_the_week_is_open_and_not_afterwards(town: Town) -> None:
    choose(town)
    walk_on(town, MONDAY)
    sunday = MONDAY + timedelta(days=6)
    walk_on(town, sunday, days_later=5)
    assert settle(town).given == 0
    walk_on(town, sunday, days_later=3, hour=9)
    assert settle(town).given == 1


def test_a_season_gives_no_more_than_it_has(engine: Engine) -> None:
    town = playing(engine, points=200)
    choose(town)
    walk_on(town, MONDAY)
    walk_on(town, TUESDAY)
    _leave(town, 7)
    settle(town)
    (reward,) = rewards(town)
    assert (reward.wanted_points, reward.points) == (20, 7)
    assert check_ledger(town.open_reading) == ()


def _leave(town: Town, points: int) -> None:
    """Let the season hold so many points and no more."""
    with town.open_uow() as uow:
        season = uow.seasons.paying_day(TUESDAY, 0)
        assert season is not None
        less = uow.ledger.balance(season.envelope) - points
        uow.ledger.post(season_close(season.envelope, less, 1, By(SYSTEM, NOON)), NOON)
        uow.commit()


def test_two_have_reached_it_when_both_have_moved(town: Town) -> None:
    boris = neighbour(town)
    raise_to(town, town.person, 500)
    run = choose(town, "duo", "group")
    with town.open_reading() as uow:
        code = uow.challenges.get(run).code
    assert code is not None
    for day in range(3):
        walk_on(town, MONDAY + timedelta(days=day))
    assert settle(town).given == 0
    choose(town, person=boris, code=code)
    assert settle(town).given == 0
    fatou, town.person = town.person, boris
    walk_on(town, MONDAY, hour=11)
    town.person = fatou
    assert settle(town).given == 2
    assert (wallet(town), wallet(town, boris)) == (30, 30)
    assert check_ledger(town.open_reading) == ()


def test_a_shop_thanks_with_a_voucher_of_its_own(town: Town) -> None:
    join(town, sponsor(town))
    walk_on(town, MONDAY)
    walk_on(town, TUESDAY)
    assert settle(town).given == 1
    (reward,) = rewards(town)
    assert (reward.points, wallet(town)) == (0, 0)
    with town.open_reading() as uow:
        (voucher,) = uow.vouchers.all_of(town.person.id)
        offer = uow.offers.get(voucher.offer_id).offer
        (told,) = uow.sponsored.listed()
    assert (voucher.price_points, voucher.face_cents, voucher.shop_key) == (0, 0, "fournil")
    assert (offer.stock_left, told.joined, told.reached, told.redeemed) == (0, 1, 1, 0)
    assert settle(town) == SettledChallenges(0, 0, 0)
    assert check_ledger(town.open_reading) == ()


def test_the_voucher_goes_back_with_a_trip_before_it_is_used(town: Town) -> None:
    join(town, sponsor(town))
    walk_on(town, MONDAY)
    trip = walk_on(town, TUESDAY)
    settle(town)
    withdraw(town, trip)
    assert settle(town).back == 1
    with town.open_reading() as uow:
        (voucher,) = uow.vouchers.all_of(town.person.id)
        assert uow.offers.get(voucher.offer_id).offer.stock_left == 1
    assert voucher.state is VoucherState.VOID
    (reward,) = rewards(town)
    assert reward.lost_trip_id == trip.id
    walk_on(town, MONDAY + timedelta(days=2))
    assert settle(town).given == 1
    assert check_ledger(town.open_reading) == ()


def test_a_voucher_that_was_used_stays_used(town: Town) -> None:
    join(town, sponsor(town))
    walk_on(town, MONDAY)
    trip = walk_on(town, TUESDAY)
    settle(town)
    with town.open_uow() as uow:
        (voucher,) = uow.vouchers.all_of(town.person.id)
        assert uow.vouchers.use(voucher, 0)
        uow.commit()
    withdraw(town, trip)
    assert settle(town) == SettledChallenges(1, 0, 0)
    (reward,) = rewards(town)
    assert reward.back_at is None


def test_only_mornings_of_school_days_count(town: Town) -> None:
    join(town, sponsor(town))
    walk_on(town, MONDAY)
    walk_on(town, TUESDAY, hour=3)
    walk_on(town, MONDAY + timedelta(days=5))
    assert settle(town).given == 0


def test_what_is_done_before_a_cancellation_is_thanked_for_and_nothing_later(town: Town) -> None:
    boris = neighbour(town)
    public_id = sponsor(town, stock=2)
    join(town, public_id)
    join(town, public_id, boris)
    walk_on(town, MONDAY)
    walk_on(town, TUESDAY)
    now = NOON + timedelta(hours=1)
    cancel_sponsored(town.open_uow, public_id, "The bakery moves", actor=OFFICE, now=now)
    town.person, fatou = boris, town.person
    walk_on(town, MONDAY + timedelta(days=2), hour=5)
    walk_on(town, MONDAY + timedelta(days=3), hour=5)
    town.person = fatou
    assert settle(town).given == 1
    assert [one.person_id for one in rewards(town)] == [fatou.id]


def test_a_voucher_that_cannot_be_issued_waits_and_comes_later(town: Town) -> None:
    join(town, sponsor(town))
    walk_on(town, MONDAY)
    walk_on(town, TUESDAY)
    close = "UPDATE offer SET state = '{}' WHERE price_points = 1"
    with town.open_uow() as uow:
        uow.connection.exec_driver_sql(close.format("closed"))
        uow.commit()
    assert settle(town) == SettledChallenges(1, 0, 0)
    with town.open_reading() as uow:
        assert [one.waits for one in uow.challenges.players(1)] == ["offer_closed"]
    with town.open_uow() as uow:
        uow.connection.exec_driver_sql(close.format("paused"))
        uow.commit()
    assert settle(town) == SettledChallenges(1, 1, 0)


def test_whoever_leaves_is_given_nothing(town: Town) -> None:
    run = choose(town)
    leaving = Leaving(town.person.id, run)
    attempt = leaving.attempt(hand(town.person), town.key())
    leave_challenge(town.open_uow, leaving, attempt=attempt, now=NOON)
    walk_on(town, MONDAY)
    walk_on(town, TUESDAY)
    assert settle(town).given == 0


def test_what_is_touched_while_it_is_looked_at_is_looked_at_again(town: Town) -> None:
    run = choose(town)
    with town.open_uow() as uow:
        touched = uow.challenges.get(run).touched
        uow.challenges.touch_run(run)
        ChallengeStore(uow.connection).settled(run, touched)
        uow.commit()
    assert settle(town).challenges == 1


def test_a_repair_of_the_game_looks_at_every_challenge_again(town: Town) -> None:
    choose(town)
    settle(town)
    repair_game(town.open_uow, town.open_reading, actor=SYSTEM, now=NOON)
    assert settle(town) == SettledChallenges(1, 0, 0)


def test_a_frozen_account_waits_for_its_voucher(town: Town) -> None:
    join(town, sponsor(town))
    walk_on(town, MONDAY)
    walk_on(town, TUESDAY)
    _freeze(town, NOON)
    assert settle(town).given == 0
    _freeze(town, None)
    assert settle(town).given == 1


def _freeze(town: Town, at: datetime | None) -> None:
    with town.open_uow() as uow:
        uow.people.change(town.person.id, frozen_at=at)
        uow.commit()
