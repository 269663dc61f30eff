"""Who sees the speed of a trip, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor
from muvengine.core.trips.motion import Motion
from muvengine.reads.trip_speed import trip_speed
from muvengine.services.purge_traces import purge_traces
from tests.town import NOON, Town, found
from tests.trip_acts import REVIEWER, answer, contest, drawn, send


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def look(town: Town, public_id: str, actor: Actor) -> Motion:
    shelf = town.shelf
    return trip_speed(town.open_reading, shelf.seal, shelf.rulebook, public_id, actor)


def test_the_owner_and_who_helps_them_see_it_while_the_trace_is_kept(town: Town) -> None:
    trip = send(town, "bike")
    helping = Actor("mediator", 99, on_behalf_of=town.person.id)
    assert look(town, trip.public_id, town.me) == look(town, trip.public_id, helping)
    [leg] = look(town, trip.public_id, town.me).legs
    assert leg.mode == "bike"
    assert 8 < leg.middle_kmh < leg.most_kmh <= leg.top_kmh < 25
    assert leg.refused_above_kmh == 32
    purge_traces(town.open_uow, now=NOON + timedelta(days=15))
    with pytest.raises(NotFound):
        look(town, trip.public_id, town.me)


@pytest.mark.parametrize("actor", [Actor("participant", 99), Actor("mediator", 1), REVIEWER])
def test_nobody_else_sees_it_where_nothing_is_asked(town: Town, actor: Actor) -> None:
    with pytest.raises(NotFound):
        look(town, send(town).public_id, actor)


def test_an_organiser_sees_it_as_long_as_a_question_is_open(town: Town) -> None:
    trip = drawn(town)
    assert look(town, trip.public_id, REVIEWER).legs, "odd signs ask, and the map stays closed"
    answer(town, trip, accept=False)
    with pytest.raises(NotFound):
        look(town, trip.public_id, REVIEWER)
    contest(town, trip)
    assert look(town, trip.public_id, REVIEWER).legs


def test_speeds_tell_no_place(town: Town) -> None:
    motion = look(town, send(town).public_id, town.me)
    assert "43.6" not in repr(motion)
