"""Two stamps on a route, typed in at the desk; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import Duplicate, NotAllowed, NotPossible, Overlap
from muvengine.core.ledger.account import available
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.trips.stamp_card import Stamp, StampCard
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.keep_stamp_card import attempt_of, keep_stamp_card
from muvengine.services.publish_route import publish_route
from muvengine.services.save_route import save_route
from muvengine.services.save_shop import save_shop
from tests.people import participant, staff
from tests.town import NOON, STREET, ZONE, Town, found, gpx, ride

MORNING = datetime(2026, 4, 7, 9, 0, tzinfo=ZONE)


@pytest.fixture
def town(engine: Engine) -> Town:
    """Fatou's street with a shop near each end, and one that lies elsewhere."""
    town = found(engine)
    staff(town.open_uow, "Nadia")
    for key, lon in (("west", 5.092), ("east", 5.108), ("far", 5.15)):
        save_shop(town.open_uow, Shop(key, key.title(), 43.6401, lon), actor=SYSTEM, now=NOON)
    line = SetRoute(Route("walk", *STREET), {"fr": "La rue"}, stops=("west", "east"))
    save_route(town.open_uow, line, actor=SYSTEM, now=NOON)
    publish_route(town.open_uow, "walk", actor=SYSTEM, now=NOON)
    return town


def nadia(town: Town) -> Actor:
    with town.open_reading() as uow:
        [one] = uow.people.staff()
    return Actor("mediator", one.id, on_behalf_of=town.person.id)


def card(
    minutes: float = 20, *, ends: tuple[str, str] = ("west", "east"), mode: str = "walk"
) -> StampCard:
    last = Stamp(ends[1], MORNING + timedelta(minutes=minutes))
    return StampCard(mode, Stamp(ends[0], MORNING), last)


def keep(
    town: Town, said: StampCard, *, key: str | None = None, actor: Actor | None = None
) -> tuple[str, int]:
    attempt = attempt_of(said, actor or nadia(town), key or town.key())
    return keep_stamp_card(
        town.open_uow, town.shelf, said, attempt=attempt, now=NOON, new_token=town.dice
    )


def test_two_stamps_are_a_proven_trip_whose_points_can_be_spent_at_once(town: Town) -> None:
    public_id, points = keep(town, card())
    trip = town.trip(public_id)
    assert (trip.evidence_class, trip.submitted_by) == ("proven", nadia(town).id)
    assert 1200 < trip.distance_m < 1400
    with town.open_reading() as uow:
        assert uow.ledger.balance(available(town.person.id)) == points > 0
    assert town.pending() == 0
    assert check_ledger(town.open_reading) == ()


def test_it_earns_what_the_same_way_with_a_recording_earns(town: Town) -> None:
    _, points = keep(town, card())
    facts = town.sheet(keep_alike(town)).score.points
    # The recording passes the whole street; the stamps lie 120 m short of each end.
    assert points >= 0.8 * facts


def keep_alike(town: Town) -> str:
    other = replace(town, person=participant(town.open_uow, "Ali"))
    return other.send(gpx(ride())).public_id


def test_a_card_pays_once_and_not_beside_another_trip_of_these_hours(town: Town) -> None:
    key = town.key()
    assert keep(town, card(), key=key) == keep(town, card(), key=key)
    with pytest.raises(Duplicate):
        keep(town, card())
    with pytest.raises(Overlap):
        keep(town, card(25))


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (card(2.5), "fast"),
        (card(120), "slow"),
        (card(-5), "order"),
        (card(mode="bus"), "mode"),
        (card(ends=("west", "far")), "route"),
        (card(ends=("west", "west")), "route"),
        (card(ends=("west", "nowhere")), "route"),
        (card(60 * 24), "future"),
    ],
)
def test_what_cannot_have_been_says_why(town: Town, said: StampCard, state: str) -> None:
    with pytest.raises(NotPossible) as refused:
        keep(town, said)
    assert refused.value.facts["state"] == state


def test_only_a_helper_beside_somebody_types_a_card_in(town: Town) -> None:
    for actor in (town.me, replace(nadia(town), on_behalf_of=None)):
        with pytest.raises(NotAllowed):
            keep(town, card(), actor=actor)
