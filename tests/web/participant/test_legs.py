from __future__ import annotations

import re
from datetime import timedelta

import numpy as np
import pytest

from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.ride import RideLeg, record
from muvengine.services.purge_traces import purge_traces
from tests.build import Town, ride
from tests.conftest import Clock
from tests.pages import Page
from tests.people import NOON


def east(by: str, first: float, last: float, wait_s: int = 0) -> RideLeg:
    return RideLeg(by, np.array([43.64, 43.64]), np.array([first, last]), wait_s)


def walk_bus_walk() -> bytes:
    legs = (
        east("walk", 5.070, 5.077, 120),
        east("bus", 5.077, 5.125),
        east("walk", 5.125, 5.131),
    )
    return write_gpx(record(legs, NOON - timedelta(hours=3), 7), "Trip").encode()


@pytest.fixture
def trip(town: Town) -> str:
    """A walk, a bus and a walk, sent as a walk; give its page's address."""
    return f"/me/trips/{town.trip(walk_bus_walk(), 'walk')}"


def told(town: Town, trip: str, *modes: str, expect: int = 200, **until: str) -> Page:
    fatou = town.fatou()
    form = {f"mode-{number}": mode for number, mode in enumerate(modes, start=1)}
    page = fatou.get(f"{trip}/legs")
    for number in (1, 2):
        form[f"until-{number}"] = str(page.one("input", id=f"until-{number}").attrs["value"])
    form |= {name.replace("_", "-"): value for name, value in until.items()}
    return fatou.post(f"{trip}/legs", expect, on=f"{trip}/legs", **form)


def test_a_trip_of_several_parts_is_seen_as_such(town: Town, trip: str) -> None:
    page = town.fatou().get(trip)
    assert "Your trip seems to have several parts" in page.text
    assert page.one("a", href=f"{trip}/legs")
    form = town.fatou().get(f"{trip}/legs")
    assert len(form.all("h2")) >= 3
    assert form.one("input", id="mode-1-walk").attrs.get("checked", "no") is None
    assert not [
        box
        for box in form.all("input", type="radio")
        if box.attrs["id"] == "mode-2-walk" and "checked" in box.attrs
    ]


def test_each_part_is_judged_and_paid_by_itself(town: Town, trip: str) -> None:
    page = told(town, trip, "walk", "bus", "walk")
    assert "We counted your trip again." in page.told
    said = [item.text for item in page.all("li") if "verdict" in (item.attrs.get("class") or "")]
    assert [re.split(r"[ ,]", text)[0] for text in said] == ["On", "Bus", "On"]
    assert "It counts" in said[0]
    assert "the small fixed amount" in said[1]
    assert "Trip on your word" in page.text
    assert "several parts" not in page.text


def test_a_part_by_car_earns_nothing_and_spoils_nothing(town: Town, trip: str) -> None:
    page = told(town, trip, "walk", "car", "walk")
    said = [item.text for item in page.all("li") if "verdict" in (item.attrs.get("class") or "")]
    assert "It does not count" in said[1]
    assert "It counts" in said[0]
    assert "Your trip counts" in page.text


def test_neighbours_in_one_mode_are_one_part(town: Town, trip: str) -> None:
    page = told(town, trip, "bus", "bus", "walk")
    said = [item for item in page.all("li") if "verdict" in (item.attrs.get("class") or "")]
    assert len(said) == 2


def test_every_part_needs_an_answer_and_a_clock(town: Town, trip: str) -> None:
    page = told(town, trip, "walk", expect=422, until_1="soon")
    assert "Say how you travelled." in page.alert
    assert "Write the time like 08:15." in page.alert
    assert page.one("input", id="mode-1-walk").attrs.get("checked", "no") is None


def test_a_part_cannot_end_before_it_begins(town: Town, trip: str) -> None:
    page = told(town, trip, "walk", "bus", "walk", expect=422, until_1="03:00")
    assert "Each part must end after it begins" in page.alert


def test_a_part_may_end_a_minute_later(town: Town, trip: str) -> None:
    form = town.fatou().get(f"{trip}/legs")
    hour, minute = str(form.one("input", id="until-1").attrs["value"]).split(":")
    later = f"{hour}:{(int(minute) + 1) % 60:02}"
    page = told(town, trip, "walk", "bus", "walk", until_1=later)
    assert later in page.text


def test_a_plain_trip_is_asked_nothing(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{town.trip(ride())}")
    assert "several parts" not in page.text


def test_without_the_trace_no_parts_can_be_told(town: Town, trip: str, clock: Clock) -> None:
    clock.moment += timedelta(days=15)
    purge_traces(town.wiring.open_uow, now=clock.moment)
    assert "several parts" not in town.fatou().get(trip).text
    town.fatou().get(f"{trip}/legs", 409)


def test_nobody_else_is_asked(town: Town, trip: str) -> None:
    town.karim(helping=town.fatou_).get(f"{trip}/legs")
    own = town.trip(ride(), of=town.karim_)
    town.fatou().get(f"/me/trips/{own}/legs", 404)
