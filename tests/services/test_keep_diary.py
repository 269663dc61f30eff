"""A week of a paper diary, typed in at the desk; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import NotAllowed
from muvengine.core.people.actor import Actor
from muvengine.core.trips.diary import ROWS, Tick, read_tick
from muvengine.reads.diary import entered
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.keep_diary import Kept, keep_diary
from tests.people import staff
from tests.town import NOON, Town, found, gpx, ride

MONDAY = date(2026, 3, 30)


@pytest.fixture
def town(engine: Engine) -> Town:
    """Fatou's town, with Nadia at the desk."""
    town = found(engine)
    staff(town.open_uow, "Nadia")
    return town


def nadia(town: Town) -> Actor:
    with town.open_reading() as uow:
        [one] = uow.people.staff()
    return Actor("mediator", one.id, on_behalf_of=town.person.id)


def tick(day: int, mode: str = "bus", number: int = 1) -> Tick:
    return Tick(MONDAY + timedelta(days=day), mode, number)


def keep(town: Town, *ticks: Tick, key: str | None = None) -> tuple[Kept, ...]:
    return keep_diary(
        town.open_uow,
        town.shelf,
        ticks,
        actor=nadia(town),
        key=key or town.key(),
        now=NOON,
        new_token=town.dice,
    )


def told(kept: tuple[Kept, ...]) -> list[object]:
    return [
        one.refusal.facts.get("state", one.refusal.code) if one.refusal else one.points
        for one in kept
    ]


def test_each_tick_is_a_trip_on_the_persons_word_by_the_helpers_hand(town: Town) -> None:
    kept = keep(town, tick(0), tick(0, number=2))
    assert [one.refusal for one in kept] == [None, None]
    assert all(one.points >= 10 for one in kept)
    with town.open_reading() as uow:
        trips = uow.trips.page(town.person.id, before=None, most=5)
        sheet = uow.scores.get(trips[0].id, 1)
        acts = [one for one in uow.audit.list() if one.act == "trip.declare"]
    assert {trip.evidence_class for trip in trips} == {"declared"}
    assert {trip.submitted_by for trip in trips} == {nadia(town).id}
    assert (sheet.facts.assisted, sheet.facts.helper_id) == (True, nadia(town).id)
    assert {act.actor for act in acts} == {nadia(town)}
    assert check_ledger(town.open_reading) == ()


def test_the_same_form_sent_twice_and_the_same_tick_on_another_pay_once(town: Town) -> None:
    key = town.key()
    first = keep(town, tick(1), key=key)
    assert keep(town, tick(1), key=key) == first
    assert told(keep(town, tick(1))) == ["duplicate"]
    assert entered(town.open_reading, town.person.id, MONDAY) == {tick(1).square}


def test_two_trips_a_day_are_kept_and_no_third(town: Town) -> None:
    kept = keep(town, tick(2, "walk"), tick(2, "bus"), tick(2, "tram"))
    assert told(kept)[2] == "full"


def test_trips_on_ones_word_bring_no_more_than_sixty_a_week_of_their_own(town: Town) -> None:
    week = [tick(day, number=number) for day in range(7) for number in (1, 2)]
    kept = keep(town, *week)
    assert all(one.refusal is None for one in kept)
    with town.open_reading() as uow:
        trips = uow.trips.page(town.person.id, before=None, most=20)
        sheets = [uow.scores.get(trip.id, 1).score for trip in trips]
    own = sum(
        line.points
        for score in sheets
        for line in score.lines
        if line.rule in {"declared-trip", "declared-week"}
    )
    assert own == 60
    assert kept[-1].points == 0


@pytest.mark.parametrize(("day", "state"), [(9, "future"), (-25, "old")])
def test_a_day_to_come_and_one_long_ago_are_refused(town: Town, day: int, state: str) -> None:
    assert told(keep(town, tick(day))) == [state]


def test_what_was_told_is_in_no_recordings_way(town: Town) -> None:
    noon = NOON - timedelta(hours=2, minutes=5)
    keep(town, Tick(NOON.date(), "bus", 1))
    # It goes on over the noon at which what is told is kept.
    town.send(gpx(ride(start=noon)))
    assert told(keep(town, Tick(NOON.date(), "walk", 1))) == ["recorded"]


def test_only_a_helper_beside_somebody_enters_a_diary(town: Town) -> None:
    for actor in (town.me, replace(nadia(town), on_behalf_of=None)):
        with pytest.raises(NotAllowed):
            keep_diary(
                town.open_uow,
                town.shelf,
                [tick(0)],
                actor=actor,
                key="k",
                now=NOON,
                new_token=town.dice,
            )


def test_a_square_is_read_back_as_it_is_named() -> None:
    for mode in ROWS:
        assert read_tick(tick(0, mode, 2).square) == tick(0, mode, 2)
    for wrong in ("", "2026-04-06", "2026-04-06:car:1", "2026-04-06:walk:3", "x:walk:1", "::"):
        assert read_tick(wrong) is None
