"""Error rates on a labelled folder."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from muvengine.formats.gpx.write import write_gpx
from tests.cli.conftest import Terminal
from tests.town import ride

START = datetime(2026, 4, 7, 8, tzinfo=UTC)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Two walks by two phones on one ride, a third alone, a car, and a file that is no trace."""
    rows = ["file,mode,run"]
    for number, (by, run) in enumerate((("walk", "a"), ("walk", "a"), ("walk", "b"), ("car", ""))):
        made = ride(by, start=START + timedelta(days=number), seed=number)
        (tmp_path / f"{number}.gpx").write_text(write_gpx(made, "ride", "phone"))
        rows.append(f"{number}.gpx,{by},{run}")
    (tmp_path / "empty.gpx").write_bytes(b"")
    rows.append("empty.gpx,car,c")
    index = tmp_path / "index.csv"
    index.write_text("\n".join(rows) + "\n")
    return index


def test_programs_get_every_cell_with_its_intervals(terminal: Terminal, index: Path) -> None:
    told = terminal("verdicts", "evaluate", str(index), "--modes", "walk,bus", "--json")
    assert told.status == 0
    cells = json.loads(told.out)["cells"]
    assert [(cell["declared"], cell["true"], cell["files"], cell["rides"]) for cell in cells] == [
        ("walk", "walk", 3, 2),
        ("walk", "car", 2, 2),
        ("bus", "walk", 3, 2),
        ("bus", "car", 2, 2),
    ]
    walks, cars, as_bus, driven = (cell["outcomes"] for cell in cells)
    assert walks["confirmed"]["files"] == 3
    assert walks["confirmed"]["by_ride"] == {"share": 1.0, "low": 0.3424, "high": 1.0}
    assert (cars["refused"]["files"], cars["unread"]["files"]) == (1, 1)
    assert as_bus["confirmed"]["files"] == driven["confirmed"]["files"] == 0


def test_people_get_a_table(terminal: Terminal, index: Path) -> None:
    told = terminal("verdicts", "evaluate", str(index), "--modes", "walk")
    assert "1.000 [0.342, 1.000] (3)" in told.out
    french = terminal("verdicts", "evaluate", str(index), "--markdown", "--locale", "fr")
    assert french.out.startswith("| Déclaré | En réalité |")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file,mode\nnothing.gpx,walk\n", "line 2: there is no nothing.gpx"),
        ("name,mode\nx,walk\n",           "needs rows with the columns file and mode"),
        ("",                              "needs rows with the columns file and mode"),
    ],
)  # fmt: skip
def test_an_index_that_cannot_be_used_is_wrong_usage(
    terminal: Terminal, tmp_path: Path, text: str, said: str
) -> None:
    index = tmp_path / "bad.csv"
    index.write_text(text)
    told = terminal("verdicts", "evaluate", str(index))
    assert told.status == 2
    assert said in told.err


def test_an_unknown_mode_is_wrong_usage(terminal: Terminal, index: Path) -> None:
    told = terminal("verdicts", "evaluate", str(index), "--modes", "walk,hover")
    assert told.status == 2
    assert "unknown mode 'hover'" in told.err
