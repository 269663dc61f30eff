"""Timetables from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Terminal
from tests.formats.gtfs.feeds import pack, small


def test_a_good_timetable_is_said_to_be_good(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "gtfs.zip"
    tables = small()
    tables["routes.txt"].append("f,Ferry,,4")
    file.write_bytes(pack(tables))
    told = terminal("transit", "check", str(file))
    assert told.status == 0
    assert "routes.txt:3: Warning: " in told.out
    assert "good, 1 lines, 4 stops, 4 departures, 2026-03-01 to 2026-12-31" in told.out


def test_errors_are_told_by_file_and_line_and_end_with_1(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "gtfs.zip"
    tables = small()
    tables["stops.txt"][1] = "gare,Gare,x,2.0"
    tables["stop_times.txt"][2] = tables["stop_times.txt"][2].replace("08:02:00", "8h02")
    file.write_bytes(pack(tables))
    told = terminal("transit", "check", str(file))
    assert told.status == 1
    assert "stops.txt:2: Error: This is not a position: x, 2.0" in told.err
    assert "stop_times.txt:3: Error: This is not a time: 8h02" in told.err


def test_what_is_no_zip_ends_with_1(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "stops.txt"
    file.write_text("stop_id", encoding="utf-8")
    told = terminal("transit", "check", str(file))
    assert told.status == 1
    assert "Send the zip as you got it." in told.err
