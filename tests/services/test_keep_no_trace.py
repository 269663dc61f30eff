"""Who wants no map has none, and a copy is still a copy; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import Duplicate
from muvengine.services.keep_no_trace import NoTrace, keep_no_trace
from tests.town import NOON, Town, found, gpx, ride


def decide(town: Town, *, at_once: bool) -> int:
    wish = NoTrace(town.person.id, at_once)
    attempt = wish.attempt(town.me, town.key())
    return keep_no_trace(town.open_uow, wish, attempt=attempt, now=NOON)


def kept(town: Town) -> int:
    with town.open_reading() as uow:
        return len(uow.personal.traces(town.person.id))


def test_a_trip_is_scored_and_its_trace_forgotten_at_once(engine: Engine) -> None:
    town = found(engine)
    morning, noon = (gpx(ride("walk", start=NOON - timedelta(hours=back))) for back in (4, 2))
    first = town.trip(town.send(morning).public_id)
    assert kept(town) == 1
    assert decide(town, at_once=True) == 1
    second = town.trip(town.send(noon).public_id)
    assert kept(town) == 0
    assert first.points > 0
    assert second.legs
    with pytest.raises(Duplicate):
        town.send(noon)
    with town.open_reading() as uow:
        assert uow.personal.counts(town.person.id)["sketches"] == 2
    assert decide(town, at_once=False) == 0
