"""The programme, its routes and its days; traces that are forgotten; the shelf."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import SYSTEM
from muvengine.core.trips.programme import Programme
from muvengine.services.note_day import note_day
from muvengine.services.purge_traces import purge_traces
from muvengine.services.set_programme import set_programme
from tests.town import NOON, Town, found, gpx, ride


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def test_what_did_not_change_is_not_made_again(town: Town) -> None:
    first, second = (town.shelf.yardstick(now=NOON) for _ in range(2))
    assert first.routes is second.routes
    assert first.rulebooks[0].rulebook is second.rulebooks[0].rulebook


def test_the_programme_is_one_and_can_change(town: Town) -> None:
    other = Programme("Elsewhere", None, ZoneInfo("America/Santiago"), ("es",), "here")
    set_programme(town.open_uow, other, actor=SYSTEM, now=NOON)
    with town.open_reading() as uow:
        assert uow.programme.get() == other


@pytest.mark.parametrize(
    ("programme", "field"),
    [
        (Programme("", None, ZoneInfo("UTC")), "name"),
        (Programme("x" * 121, None, ZoneInfo("UTC")), "name"),
        (Programme("x", None, ZoneInfo("UTC"), locales=()), "locales"),
        (Programme("x", None, ZoneInfo("UTC"), contact="x" * 301), "contact"),
    ],
)  # fmt: skip
def test_a_programme_has_a_name_and_a_language(
    town: Town, programme: Programme, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        set_programme(town.open_uow, programme, actor=SYSTEM, now=NOON)
    assert refused.value.facts["fields"] == {field: "length" if field != "locales" else "missing"}


def test_the_last_word_for_a_day_holds(town: Town) -> None:
    day = NOON.date()
    for weather in ("rain", "snow"):
        note_day(town.open_uow, day, weather, actor=SYSTEM, now=NOON)
    with town.open_reading() as uow:
        assert [note.weather for note in uow.programme.day_notes(day, day)] == ["snow"]
    note_day(town.open_uow, day, None, actor=SYSTEM, now=NOON)
    with town.open_reading() as uow:
        assert uow.programme.day_notes(day, day) == []


def test_a_day_is_noted_in_words_that_rules_know(town: Town) -> None:
    with pytest.raises(BadInput):
        note_day(town.open_uow, NOON.date(), "frogs", actor=SYSTEM, now=NOON)


def test_a_trace_is_forgotten_on_its_day_and_a_sketch_after_half_a_year(town: Town) -> None:
    trip = town.trip(town.send(gpx(ride())).public_id)
    for days, kept, erased in ((13, True, 0), (14, False, 1), (179, False, 0), (180, False, 1)):
        assert purge_traces(town.open_uow, now=NOON + timedelta(days=days)) == erased
        with town.open_reading() as uow:
            assert (uow.traces.sealed(trip.id) is not None) is kept
    with town.open_reading() as uow:
        cells = uow.connection.exec_driver_sql("SELECT count(*) FROM trip_sketch_cell").scalar_one()
    assert cells == 0


def test_more_than_a_batch_is_forgotten_in_one_go(town: Town) -> None:
    trip = town.trip(town.send(gpx(ride())).public_id)
    with town.open_uow() as uow:
        for _ in range(2):
            uow.traces.forget(trip.id)
            uow.traces.keep(trip.id, b"sealed", purge_at=NOON)
        assert uow.traces.purge(NOON, most=1).traces == 1
