"""A feed is read into lines, the ways they go, and when."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from muvengine.core.routes.timetable import Timetable, day_begins_s
from muvengine.formats.gtfs.kept import keep, unkeep
from muvengine.formats.gtfs.read import Reading, read_gtfs
from tests.formats.gtfs.feeds import Tables, city, clock, pack, small


def read(tables: Tables) -> Reading:
    return read_gtfs(pack(tables))


def good(tables: Tables | None = None) -> Timetable:
    reading = read(tables or small())
    assert reading.timetable is not None, reading.problems
    return reading.timetable


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("folder", ["", "feed/"])
def test_marks_line_ends_and_folders_of_packers_do_no_harm(
    end: str, mark: str, folder: str
) -> None:
    tables = {file: [mark + rows[0], *rows[1:], ""] for file, rows in small().items()}
    timetable = read_gtfs(pack(tables, end=end, folder=folder)).timetable
    assert timetable is not None
    assert timetable.stop_names == ("Gare", "Hall, place du", "Parc", "Marché")


def test_patterns_have_their_stops_in_order_along_the_drawn_way() -> None:
    timetable = good()
    assert (timetable.lines[0].name, timetable.lines[0].mode) == ("7", "bus")
    for pattern in range(2):
        at_m = timetable.pattern_at_m[timetable.stops_of(pattern)]
        assert (np.diff(at_m) > 100).all()
    assert timetable.pattern_drawn.tolist() == [1, 1]
    assert timetable.depart_s.tolist()[:4] == [0, 120, 240, 360]
    assert timetable.departure_s.tolist() == [8 * 3600 + 15, 9 * 3600 + 15, 25 * 3600 + 15, 30615]


def test_without_drawn_ways_the_stops_are_the_way() -> None:
    tables = small()
    del tables["shapes.txt"]
    timetable = good(tables)
    assert timetable.pattern_drawn.tolist() == [0, 0]
    assert timetable.pattern_at_m[0] == 0


def test_stops_without_a_time_get_one_by_their_distance() -> None:
    tables = small()
    for line in (3, 4):
        row = tables["stop_times.txt"][line - 1].split(",")
        tables["stop_times.txt"][line - 1] = f"{row[0]},,,{row[3]},{row[4]}"
    timetable = good(tables)
    first, second = timetable.arrive_s[timetable.profile_first[0] :][1:3].tolist()
    assert 90 < first < 130
    assert 200 < second < 260


def test_a_trip_that_repeats_departs_as_often() -> None:
    tables = small()
    tables["frequencies.txt"] = [
        "trip_id,start_time,end_time,headway_secs",
        "a1,06:00:00,07:00:00,600",
    ]
    starts = good(tables).departure_s.tolist()
    assert starts[:6] == [6 * 3600 + 600 * k for k in range(6)]
    assert 8 * 3600 + 15 not in starts


def test_services_run_on_their_days() -> None:
    services = good().services
    running = {
        day.isoformat(): services.running(day).tolist()
        for day in (date(2026, 4, day) for day in (3, 4, 5, 6, 7))
    }
    assert running == {
        "2026-04-03": [True, False],
        "2026-04-04": [False, True],
        "2026-04-05": [False, False],
        "2026-04-06": [False, False],
        "2026-04-07": [True, False],
    }


def test_a_feed_knows_its_first_and_last_day() -> None:
    assert good().days() == (date(2026, 3, 1), date(2026, 12, 31))
    tables = small()
    del tables["calendar.txt"]
    tables["calendar_dates.txt"].append("work,20260405,1")
    assert good(tables).days() == (date(2026, 4, 4), date(2026, 4, 5))


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), -1), (date(2026, 10, 25), 1), (date(2026, 7, 1), 0)]
)
def test_a_service_day_begins_twelve_hours_before_noon(day: date, hours: int) -> None:
    zone = ZoneInfo("Europe/Paris")
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    assert day_begins_s(day, zone) == midnight.timestamp() + 3_600 * hours


def test_what_is_kept_is_what_was_read() -> None:
    timetable = good()
    again = unkeep(keep(timetable))
    assert (again.zone, again.lines, again.stop_names) == (
        timetable.zone, timetable.lines, timetable.stop_names,
    )  # fmt: skip
    for name in ("pattern_stop", "pattern_first", "arrive_s", "departure_s", "departure_service"):
        assert getattr(again, name).tolist() == getattr(timetable, name).tolist()
    assert np.allclose(again.pattern_at_m, timetable.pattern_at_m, atol=0.06)
    assert np.allclose(again.way_lat, timetable.way_lat, atol=6e-7)
    assert again.services.running(date(2026, 4, 4)).tolist() == [False, True]
    with pytest.raises(ValueError, match="version"):
        unkeep(b"MUVT\x02" + keep(timetable)[5:])


def test_a_city_is_kept_in_little_room() -> None:
    reading = read_gtfs(city(lines=6))
    assert reading.timetable is not None
    assert len(reading.timetable.departure_s) == 6 * 334
    assert len(keep(reading.timetable)) < 20_000


def test_clocks_of_the_tests_tell_times_past_midnight() -> None:
    assert clock(25 * 3600 + 61) == "25:01:01"
