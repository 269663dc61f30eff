"""The programme, its routes and its days; traces that are forgotten; the shelf."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, FileRefused
from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.trips.programme import Programme
from muvengine.services.note_day import note_day
from muvengine.services.purge_traces import purge_traces
from muvengine.services.save_route import line_of_file, save_route
from muvengine.services.set_programme import set_programme
from muvengine.services.shelf import Shelf
from tests.town import AVENUE, NOON, SECRET, STREET, Town, found, gpx, ride


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


LINE_FIELDS = ("key", "lat", "lon", "buffer_m")


def avenue(**changes: Any) -> SetRoute:  # noqa: ANN401  fields of a route or of its line
    of_line = {name: changes.pop(name) for name in LINE_FIELDS if name in changes}
    line = replace(Route("avenue", *AVENUE), **of_line)
    return replace(SetRoute(line, {"fr": "L’avenue"}), **changes)


def test_a_route_saved_is_matched_by_every_process_at_once(town: Town) -> None:
    other = Shelf(town.open_reading, secret=SECRET, trace_days=14)
    assert len(other.yardstick(now=NOON).routes) == 1
    save_route(town.open_uow, avenue(), actor=SYSTEM, now=NOON)
    assert len(town.shelf.yardstick(now=NOON).routes) == 2
    assert len(other.yardstick(now=NOON).routes) == 2


def test_what_did_not_change_is_not_made_again(town: Town) -> None:
    first, second = (town.shelf.yardstick(now=NOON) for _ in range(2))
    assert first.routes is second.routes
    assert first.rulebooks[0].rulebook is second.rulebooks[0].rulebook


def test_a_route_is_read_back_as_it_was_saved(town: Town) -> None:
    route = avenue(stops=("bakery",), note={"fr": "À l’ombre"}, valid_from=date(2026, 4, 1))
    save_route(town.open_uow, route, actor=SYSTEM, now=NOON)
    with town.open_reading() as uow:
        read = uow.routes.get("avenue")
    np.testing.assert_array_equal(read.line.lat, route.line.lat)
    np.testing.assert_array_equal(read.line.lon, route.line.lon)
    assert read.length_m == pytest.approx(4_836, abs=10)
    assert (read.stops, read.note, read.valid_from) == (("bakery",), route.note, route.valid_from)


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_only_live_routes_are_matched(town: Town, state: str) -> None:
    save_route(town.open_uow, avenue(state=state), actor=SYSTEM, now=NOON)
    assert len(town.shelf.yardstick(now=NOON).routes) == 1


def test_a_route_counts_on_its_days(town: Town) -> None:
    street = SetRoute(Route("street", *STREET), {"fr": "La rue"}, valid_from=date(2026, 4, 8))
    save_route(town.open_uow, street, actor=SYSTEM, now=NOON)
    assert town.trip(town.send(gpx(ride())).public_id).routes == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": "L’avenue"}, "key"),
        ({"key": "a" * 65}, "key"),
        ({"label": {"fr": " "}}, "label"),
        ({"buffer_m": 14.0}, "buffer_m"),
        ({"buffer_m": 76.0}, "buffer_m"),
        ({"lat": np.array([43.6, np.nan])}, "line"),
        ({"lat": AVENUE[0][:1], "lon": AVENUE[1][:1]}, "line"),
        ({"lon": np.array([5.07, 5.0701])}, "line"),
        ({"state": "gone"}, "state"),
        ({"valid_from": date(2026, 5, 2), "valid_until": date(2026, 5, 1)}, "valid_until"),
    ],
)  # fmt: skip
def test_a_route_that_is_not_one_is_not_saved(
    town: Town, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        save_route(town.open_uow, avenue(**changes), actor=SYSTEM, now=NOON)
    fields = refused.value.facts["fields"]
    assert isinstance(fields, dict)
    assert list(fields) == [field]


def test_the_line_of_a_route_comes_out_of_a_file() -> None:
    line = line_of_file("ride", gpx(ride()))
    assert line.key == "ride"
    assert len(line.lat) == len(ride())
    with pytest.raises(FileRefused):
        line_of_file("ride", b"<gpx/>")


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
