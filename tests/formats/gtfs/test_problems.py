"""Everything wrong with a feed is told by file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muvengine.formats.gtfs.limits import GtfsLimits
from muvengine.formats.gtfs.problems import WARNINGS, Problem
from muvengine.formats.gtfs.read import Reading, read_gtfs
from muvengine.words.catalogue import say, sentences
from tests.formats.gtfs.feeds import Tables, pack, small


def read(tables: Tables) -> Reading:
    return read_gtfs(pack(tables))


def change(file: str, line: int, old: str, new: str) -> Callable[[Tables], None]:
    def bend(tables: Tables) -> None:
        assert old in tables[file][line - 1]
        tables[file][line - 1] = tables[file][line - 1].replace(old, new)

    return bend


def without(*files: str) -> Callable[[Tables], None]:
    def bend(tables: Tables) -> None:
        for file in files:
            del tables[file]

    return bend


def more(file: str, *rows: str) -> Callable[[Tables], None]:
    return lambda tables: tables[file].extend(rows)


def cut(file: str, lines: int) -> Callable[[Tables], None]:
    def bend(tables: Tables) -> None:
        del tables[file][lines:]

    return bend


TIMES, STOPS = "stop_times.txt", "stops.txt"
# fmt: off
ERRORS = [
    (without(STOPS),                                   STOPS, 0, "file_missing"),
    (without("routes.txt"),                            "routes.txt", 0, "file_missing"),
    (without("trips.txt"),                             "trips.txt", 0, "file_missing"),
    (without("agency.txt"),                            "agency.txt", 0, "file_missing"),
    (without(TIMES),                                   TIMES, 0, "file_missing"),
    (without("calendar.txt", "calendar_dates.txt"),    "calendar.txt", 0, "file_missing"),
    (more("agency.txt", "x,X,http://x,Europe/Rome"),   "agency.txt", 3, "two_zones"),
    (change("agency.txt", 2, "Europe/Paris", "Mars/Base"), "agency.txt", 2, "bad_zone"),
    (change("agency.txt", 2, "Europe/Paris", "../etc"), "agency.txt", 2, "bad_zone"),
    (cut("agency.txt", 1),                             "agency.txt", 0, "table_empty"),
    (cut(STOPS, 0),                                    STOPS, 1, "header_missing"),
    (change(STOPS, 1, "stop_lon", "lon"),              STOPS, 1, "column_missing"),
    (change(STOPS, 1, "stop_name", "stop_lat"),        STOPS, 1, "column_twice"),
    (change(STOPS, 1, "stop_name", "," * 101),         STOPS, 1, "too_many_columns"),
    (change(STOPS, 2, "48.0000", "91"),                STOPS, 2, "bad_position"),
    (change(STOPS, 2, "48.0000,2.0000", "0,0"),        STOPS, 2, "bad_position"),
    (change(STOPS, 2, "48.0000", "nan"),               STOPS, 2, "bad_position"),
    (change(STOPS, 5, "marche", "parc"),               STOPS, 5, "twice"),
    (change(STOPS, 5, "marche", " "),                  STOPS, 5, "value_missing"),
    (change(STOPS, 3, '"Hall', '"Hall" "'),            STOPS, 3, "quotes"),
    (change(STOPS, 3, "Hall", "H" * 70_000),           STOPS, 3, "line_long"),
    (change(STOPS, 4, "Parc", "Pa\rrc"),               STOPS, 4, "line_ends"),
    (change(STOPS, 4, "Parc", "Pa\0rc"),               STOPS, 4, "encoding"),
    (more("routes.txt", "7,7,,3"),                     "routes.txt", 3, "twice"),
    (change("routes.txt", 2, ",3", ",bus"),            "routes.txt", 2, "bad_number"),
    (more("trips.txt", "7,work,a1,there"),             "trips.txt", 6, "twice"),
    (change("calendar.txt", 2, "20260301", "20260231"), "calendar.txt", 2, "bad_day"),
    (change("calendar.txt", 2, "20261231", "soon"),    "calendar.txt", 2, "bad_day"),
    (change("calendar.txt", 2, "1,1,1,1,1", "1,1,1,1,7"), "calendar.txt", 2, "bad_flag"),
    (more("calendar.txt", "work,1,1,1,1,1,0,0,20260301,20261231"), "calendar.txt", 3, "twice"),
    (change("calendar_dates.txt", 2, "20260406", "6/4"), "calendar_dates.txt", 2, "bad_day"),
    (change("calendar_dates.txt", 2, ",2", ",3"),      "calendar_dates.txt", 2, "bad_flag"),
    (change("shapes.txt", 3, "48.0", "x"),             "shapes.txt", 3, "bad_position"),
    (change("shapes.txt", 3, ",1", ",b"),              "shapes.txt", 3, "bad_number"),
    (change(TIMES, 3, "08:02:00", "8h02"),             TIMES, 3, "bad_time"),
    (change(TIMES, 3, "08:02:00", "48:00:00"),         TIMES, 3, "bad_time"),
    (change(TIMES, 3, "08:02:00", "08:60:00"),         TIMES, 3, "bad_time"),
    (change(TIMES, 3, ",1", ",-1"),                    TIMES, 3, "bad_number"),
    (cut(TIMES, 1),                                    TIMES, 0, "nothing_left"),
]
LEFT_OUT = [
    (change(TIMES, 3, ",hall,", ",halle,"),            TIMES, 3, "unknown"),
    (change(TIMES, 3, "a1,", "zz,"),                   TIMES, 3, "unknown"),
    (change("trips.txt", 2, "7,", "8,"),               "trips.txt", 2, "unknown"),
    (change("trips.txt", 2, "work", "never"),          "trips.txt", 2, "unknown"),
    (more("trips.txt", "7,work,empty,there"),          "trips.txt", 0, "trip_empty"),
    (more("trips.txt", "7,work,c,x"),                  "shapes.txt", 0, "way_left_out"),
    (more("routes.txt", "f,Ferry,,4"),                 "routes.txt", 3, "mode_left_out"),
    (change(TIMES, 3, "08:02:00", "07:02:00"),         TIMES, 3, "times_backwards"),
    (change(TIMES, 2, "08:00:00,08:00:15", ","),       TIMES, 2, "time_missing"),
    (change(TIMES, 3, "hall,1", "hall,0"),             TIMES, 3, "sequence_twice"),
    (change(STOPS, 4, "48.0030", "48.0100"),           "shapes.txt", 0, "way_beside"),
    (change("routes.txt", 2, ",3", ",3,odd"),          "routes.txt", 2, "row_long"),
]
# fmt: on


@pytest.mark.parametrize(("bend", "file", "line", "code"), ERRORS)
def test_an_error_is_told_with_its_place(
    bend: Callable[[Tables], None], file: str, line: int, code: str
) -> None:
    tables = small()
    bend(tables)
    reading = read(tables)
    assert reading.timetable is None
    assert (code, file, line) in [(one.code, one.file, one.line) for one in reading.errors]


@pytest.mark.parametrize(("bend", "file", "line", "code"), LEFT_OUT)
def test_what_is_left_out_is_told_and_the_rest_is_used(
    bend: Callable[[Tables], None], file: str, line: int, code: str
) -> None:
    tables = small()
    bend(tables)
    reading = read(tables)
    assert not reading.errors
    assert reading.timetable is not None
    assert (code, file, line) in [(one.code, one.file, one.line) for one in reading.problems]


def test_every_problem_is_told_at_once_with_errors_first() -> None:
    tables = small()
    change(STOPS, 2, "48.0000", "x")(tables)
    change(TIMES, 3, "08:02:00", "8h02")(tables)
    change("trips.txt", 5, "night", "never")(tables)
    codes = [(one.code, one.file, one.line) for one in read(tables).problems]
    assert codes.index(("bad_position", STOPS, 2)) < codes.index(("unknown", "trips.txt", 5))
    assert ("bad_time", TIMES, 3) in codes


def test_every_problem_has_a_sentence() -> None:
    seen = set()
    for bend, *_ in (*ERRORS, *LEFT_OUT):
        tables = small()
        bend(tables)
        for one in read(tables).problems:
            seen.add(one.code)
            facts = {**one.facts, "n": 2}
            for locale in ("en", "fr"):
                assert "{" not in say(f"timetables.{one.code}", locale, **facts)
    assert seen | WARNINGS <= sentences("timetables").keys() | {"many_more"}


def test_latin_1_is_refused_with_its_line() -> None:
    tables = small()
    packed: dict[str, list[str] | bytes] = dict(tables)
    packed[STOPS] = "\r\n".join(tables[STOPS]).encode("latin-1")
    reading = read_gtfs(pack(packed))
    places = [(one.code, one.file, one.line) for one in reading.errors]
    assert ("encoding", STOPS, 5) in places


def test_many_alike_are_counted_and_hide_nothing() -> None:
    tables = small()
    more(TIMES, *[f"gone{number},1:00:00,1:00:00,gare,0" for number in range(500)])(tables)
    change(TIMES, 3, "08:02:00", "8h02")(tables)
    problems = read(tables).problems
    assert problems[0].code == "bad_time"
    assert sum(one.code == "unknown" for one in problems) == 10
    assert Problem("many_more", TIMES, 0, {"n": 490}) in problems


def test_values_in_messages_are_short_and_on_one_line() -> None:
    tables = small()
    change("trips.txt", 2, "work", '"a\tb' + "x" * 300 + '"')(tables)
    [told] = [one for one in read(tables).problems if one.code == "unknown"]
    value = str(told.facts["value"])
    assert (len(value), value[:4]) == (40, "a bx")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (GtfsLimits(rows_max=3), "too_many_rows"),
        (GtfsLimits(departures_max=3), "too_many_departures"),
        (GtfsLimits(patterns_max=1), "too_many_patterns"),
    ],
)
def test_more_than_can_be_kept_is_told(limits: GtfsLimits, code: str) -> None:
    assert code in [one.code for one in read_gtfs(pack(small()), limits).errors]
