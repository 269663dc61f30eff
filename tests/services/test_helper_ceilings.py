"""One helper brings at most so many points a day to all they help, by whatever act."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import OwnAccount
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.trips.diary import Tick
from muvengine.core.vouchers.shop import Shop
from muvengine.services.keep_diary import keep_diary
from muvengine.services.publish_route import publish_route
from muvengine.services.save_route import save_route
from muvengine.services.save_shop import save_shop
from muvengine.services.set_helper_account import set_helper_account
from tests.people import staff
from tests.services.test_keep_stamp_card import card as stamps
from tests.services.test_keep_stamp_card import keep as keep_stamps
from tests.services.test_keep_stamp_card import nadia
from tests.town import NOON, STREET, Town, found, gpx, ride
from tests.trip_acts import correct

DAY: Final = date(2026, 4, 7)
MOST: Final = {"helper-day": 600, "helper-day-all": 1500}
"""What the default rulebook lets a helper bring in a day: on somebody's word, and in all."""
WELCOME: Final = {"welcome", "welcome-third"}
"""Given to whoever begins, whoever helps."""


@pytest.fixture
def town(engine: Engine) -> Town:
    """Fatou's street with a shop near each end, and Nadia at the desk."""
    town = found(engine)
    staff(town.open_uow, "Nadia")
    for key, lon in (("west", 5.092), ("east", 5.108)):
        save_shop(town.open_uow, Shop(key, key.title(), 43.6401, lon), actor=SYSTEM, now=NOON)
    line = SetRoute(Route("walk", *STREET), {"fr": "La rue"}, stops=("west", "east"))
    save_route(town.open_uow, line, actor=SYSTEM, now=NOON)
    publish_route(town.open_uow, "walk", actor=SYSTEM, now=NOON)
    return town


def brought(town: Town, cap: str, points: int) -> None:
    """Let Nadia have brought so many points to others today."""
    helper = nadia(town).id
    key = f"helper:{helper}:day:{DAY.isoformat()}:p:{cap}"
    with town.open_uow() as uow:
        uow.scores.count(town.person.id, {key: points}, helper)
        uow.commit()


def _diary(town: Town, actor: Actor) -> int:
    ticks = [Tick(DAY, "walk", 1)]
    [kept] = keep_diary(
        town.open_uow,
        town.shelf,
        ticks,
        actor=actor,
        key=town.key(),
        now=NOON,
        new_token=town.dice,
    )
    return kept.points


def _stamps(town: Town, actor: Actor) -> int:
    return keep_stamps(town, stamps(), actor=actor)[1]


def _sent(town: Town, actor: Actor) -> int:
    return town.trip(town.send(gpx(ride()), actor=actor).public_id).points


ACTS: Final[dict[str, tuple[str, Callable[[Town, Actor], int]]]] = {
    "diary": ("helper-day", _diary),
    "stamps": ("helper-day-all", _stamps),
    "sent": ("helper-day-all", _sent),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("left", [0, 2])
def test_no_act_brings_more_than_is_left_of_the_day(town: Town, act: str, left: int) -> None:
    cap, do = ACTS[act]
    brought(town, cap, MOST[cap] - left)
    assert do(town, nadia(town)) - welcomed(town) == left


def welcomed(town: Town) -> int:
    """Give what whoever begins is given, whoever helps."""
    with town.open_reading() as uow:
        kept = uow.connection.exec_driver_sql("SELECT lines FROM trip_score").scalars()
        lines = [
            line for one in kept for line in (json.loads(one) if isinstance(one, str) else one)
        ]
    return sum(line["points"] for line in lines if line.get("rule") in WELCOME)


def test_a_correction_brings_no_more_either(town: Town) -> None:
    data = gpx(ride("bike", start=NOON - timedelta(hours=3)))
    trip = town.trip(town.send(data, "walk", actor=nadia(town)).public_id)
    brought(town, "helper-day-all", MOST["helper-day-all"] - trip.points)
    correct(town, trip, "bike", nadia(town))
    assert town.trip(trip.public_id).points - welcomed(town) <= trip.points


def test_nor_does_a_helper_correct_a_trip_of_their_own(town: Town) -> None:
    trip = town.trip(town.send(gpx(ride("bike")), "walk").public_id)
    helper = nadia(town)
    with town.open_uow() as uow:
        public_id = uow.people.get(helper.id or 0).public_id
    set_helper_account(town.open_uow, public_id, "Fatou", actor=SYSTEM, now=NOON)
    with pytest.raises(OwnAccount):
        correct(town, trip, "bike", helper)
