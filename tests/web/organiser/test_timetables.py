from __future__ import annotations

import pytest

from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.timetables import timetables
from tests.build import Town
from tests.formats.gtfs.feeds import Tables, pack, small
from tests.pages import Browser, Page

LIST = "/organiser/timetables"


def send(browser: Browser, tables: Tables | bytes, expect: int = 200, name: str = "Buses") -> Page:
    data = tables if isinstance(tables, bytes) else pack(tables)
    return browser.upload(LIST, [("gtfs.zip", data)], expect, name=name)


def test_a_timetable_is_read_looked_at_and_used(town: Town) -> None:
    ines = town.ines()
    page = send(ines, small())
    assert "We have read the timetable." in page.told
    assert "1 line, 4 stops, 4 departures" in page.text
    assert "1 March 2026 to 31 December 2026" in page.text
    assert "Nothing is wrong with this file." in page.text
    assert page.all("polyline")
    page = ines.post(f"{page.path}/use", on=page.path)
    assert "“Buses” is in use" in page.told
    assert "In use" in page.text
    [feed] = timetables(town.wiring.open_reading)
    assert feed.state == "live"
    acts = [act.act for act in audit_trail(town.wiring.open_reading)]
    assert acts[:2] == ["timetable.publish", "timetable.upload"]
    assert "put a timetable to use" in ines.get("/organiser/audit").text


def test_using_it_twice_is_said_kindly(town: Town) -> None:
    ines = town.ines()
    url = send(ines, small()).path
    hidden = ines.hidden(url)
    ines.send(f"{url}/use", hidden)
    assert "Send it again" in ines.send(f"{url}/use", hidden).told


def test_it_is_put_away(town: Town) -> None:
    ines = town.ines()
    url = send(ines, small()).path
    page = ines.post(f"{url}/close", on=url)
    assert "not in use any more" in page.told
    assert "Put away" in page.text


def test_every_problem_is_shown_with_file_and_line(town: Town) -> None:
    tables = small()
    tables["stops.txt"][1] = "gare,Gare,x,2.0"
    tables["stop_times.txt"][2] = tables["stop_times.txt"][2].replace("08:02:00", "8h02")
    tables["trips.txt"].append("9,work,z,there")
    page = send(town.ines(), tables, 422)
    assert "We cannot use this file." in page.alert
    for said in (
        "stops.txt, line 2 This is not a position: x, 2.0",
        "stop_times.txt, line 3 This is not a time: 8h02",
        "trips.txt, line 6 route_id names something that is not there: 9.",
    ):
        assert said in page.text
    assert page.field("name") == "Buses"
    assert timetables(town.wiring.open_reading) == ()


def test_it_speaks_french(town: Town) -> None:
    tables = small()
    tables["stops.txt"][1] = "gare,Gare,x,2.0"
    page = send(town.ines("fr"), tables, 422)
    assert "stops.txt, ligne 2" in page.text


@pytest.mark.parametrize(("data", "said"), [
    (b"", "This file is empty."),
    (b"stop_id", "Send the zip as you got it."),
])  # fmt: skip
def test_what_is_no_timetable_is_refused(town: Town, data: bytes, said: str) -> None:
    page = send(town.ines(), data, 422)
    assert said in page.alert


def test_name_and_file_are_needed(town: Town) -> None:
    page = town.ines().upload(LIST, [], 422, name="")
    assert "Type a name." in page.alert
    assert "Choose a file." in page.alert


def test_the_end_is_told_in_time(town: Town) -> None:
    tables = small()
    tables["calendar.txt"][1] = tables["calendar.txt"][1].replace("20261231", "20260420")
    page = send(town.ines(), tables)
    assert "It ends on" in page.text
    tables["calendar.txt"][1] = tables["calendar.txt"][1].replace("20260420", "20260405")
    tables["calendar_dates.txt"][1:] = []
    page = send(town.ines(), tables)
    assert "It does not cover today." in page.text


def test_names_from_a_feed_are_text(town: Town) -> None:
    tables = small()
    tables["routes.txt"][1] = "7,<b>7</b>,,3"
    tables["routes.txt"].append("f,<script>alert(1)</script>,,4")
    page = send(town.ines(), tables)
    assert "<script>alert" not in page.source
    assert "<b>7" not in page.source
