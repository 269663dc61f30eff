"""A recording tried on a route: how much, which way, what was missed, what it would be worth."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from werkzeug.datastructures import MultiDict

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.routes import route
from muvengine.services.close_route import close_route
from tests.build import STATION, Town, ride
from tests.pages import Browser, Page, read
from tests.people import NOON

PAGE = "/organiser/routes/gare"
TRY = f"{PAGE}/try"
HALF_WAY = (43.6392, 5.0933)
WALK = ride()


def attempt(
    browser: Browser, data: bytes = WALK, *modes: str, expect: int = 200, name: str = "w.gpx"
) -> Page:
    form: MultiDict[str, object] = MultiDict(browser.hidden(PAGE))
    form.setlist("mode", modes or ["walk"])
    form["file"] = (BytesIO(data), name)
    reply = browser.client.post(TRY, data=form, content_type="multipart/form-data")
    reply.request.environ["wsgi.input"].close()
    return read(reply, expect)


def test_a_whole_recording_counts_whole(town: Town) -> None:
    page = attempt(town.ines())
    assert page.one("h1").text == "« w.gpx » on From the station to the fountain"
    assert float(page.one("p", class_="lead").attrs["data-share"] or 0) > 0.95
    assert "of the route: 707\xa0m of 707\xa0m." in page.text or "It follows 9" in page.text
    assert "It goes the way the line was drawn. On the route from 11:0" in page.text
    assert "The rules pay from 20% on. From 70% on it counts whole." in page.text
    worth = page.one("li", data_mode="walk")
    assert worth.attrs["data-credit"] == "whole"
    assert "Confirmed" in worth.text
    assert "counts whole, 10 points for the route" in worth.text


def test_half_a_recording_counts_in_part_and_tells_what_it_missed(town: Town) -> None:
    page = attempt(town.ines(), ride(ends=(STATION, HALF_WAY)))
    assert page.one("li", data_mode="walk").attrs["data-credit"] == "part"
    [missed] = [item.text for item in page.all("li") if item.text.startswith("from ")]
    assert missed.count("\xa0m") == 3
    assert "map-followed" in page.source
    assert "map-missed" in page.source
    shapes = json.loads(page.one("div", class_="map mb-3").attrs["data-map"] or "")
    kinds = [one["properties"]["kind"] for one in shapes["features"]]
    assert {"other", "followed", "missed", "trace"} == set(kinds)


def test_a_recording_elsewhere_misses_everything(town: Town) -> None:
    page = attempt(town.ines(), ride(ends=((43.655, 5.08), (43.655, 5.09))))
    assert "This recording does not follow the route." in page.text
    assert page.one("li", data_mode="walk").attrs["data-credit"] == "none"
    assert "map-missed" in page.source
    assert "map-followed" not in page.source


def test_each_chosen_mode_has_its_verdict(town: Town) -> None:
    page = attempt(town.ines("fr"), ride(by="bike"), "bike", "walk")
    bike, walk = page.one("li", data_mode="bike"), page.one("li", data_mode="walk")
    assert bike.attrs["data-credit"] == "whole"
    assert walk.attrs["data-credit"] == "none"
    assert "ne compte pas, 0 point pour le parcours" in walk.text
    assert "Dès 70\u202f%, le parcours compte en entier." in page.text


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_route_need_not_count_to_be_tried(town: Town, state: str) -> None:
    close_route(town.wiring.open_uow, "gare", actor=SYSTEM, now=NOON)
    with town.wiring.open_uow() as uow:
        uow.routes.move("gare", state, before=("closed",), now=NOON)
        uow.commit()
    assert attempt(town.ines()).one("li", data_mode="walk").attrs["data-credit"] == "whole"
    assert route(town.wiring.open_reading, "gare").state == state


def test_nothing_is_kept(town: Town) -> None:
    attempt(town.ines())
    with town.wiring.open_reading() as uow:
        assert uow.connection.exec_driver_sql("SELECT count(*) FROM trip").scalar_one() == 0


@pytest.mark.parametrize(("data", "said"), [
    (b"hello", "We find no recorded trip"),
    (b"",      "This file is empty."),
])  # fmt: skip
def test_a_file_that_is_no_recording_is_refused(town: Town, data: bytes, said: str) -> None:
    page = attempt(town.ines(), data, expect=422)
    assert said in page.alert
    assert page.one("h1").text == "From the station to the fountain"


def test_a_file_and_a_mode_are_needed(town: Town) -> None:
    ines = town.ines()
    page = ines.send(TRY, ines.hidden(PAGE), 422)
    assert "Choose a file." in page.alert
    assert "Choose one way of moving at least." in page.alert


def test_another_format_is_read_by_its_content(town: Town) -> None:
    rows = ",".join(
        f"[{5.0898 + 0.0070 * k / 60:.6f},{43.6379 + 0.0026 * k / 60:.6f}]" for k in range(61)
    )
    times = ",".join(f'"2019-05-04T09:{10 + k // 6:02d}:{k % 6 * 10:02d}Z"' for k in range(61))
    text = (
        '{"type":"Feature","geometry":{"type":"LineString","coordinates":['
        f'{rows}]}},"properties":{{"coordTimes":[{times}]}}}}'
    )
    page = attempt(town.ines(), text.encode(), name="w.geojson")
    assert "Recorded on 4 May 2019." in page.text
