"""Weather from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from muvengine.bootstrap import Wiring
from muvengine.reads.programme import day_notes
from tests.cli.conftest import Terminal
from tests.formats import weather_files as files


def test_a_file_is_taken(at_home: Terminal, home: Wiring, tmp_path: Path) -> None:
    file = tmp_path / "weather.csv"
    file.write_bytes(files.as_csv())
    told = at_home("weather", "import", file)
    assert told.status == 0, told
    assert "6 days are known now, 23 March 2026 to 28 March 2026." in told.out
    assert "1 day of the file was left out" in told.out
    notes = day_notes(home.open_reading, date(2026, 3, 23), date(2026, 3, 29))
    assert [note.weather for note in notes] == files.WORDS


def test_what_is_no_such_file_ends_with_1_and_a_reason(at_home: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "weather.json"
    file.write_text("{}", encoding="utf-8")
    told = at_home("weather", "import", file)
    assert told.status == 1
    assert "It is no file of Open-Meteo’s archive" in told.err
    file.write_bytes(files.with_daily("snowfall_sum", None))
    told = at_home("weather", "import", file, "--locale", "fr")
    assert "Il y manque snowfall_sum." in told.err


def test_a_file_that_is_not_there_is_wrong_usage(at_home: Terminal) -> None:
    assert at_home("weather", "import", "nowhere.json").status == 2
