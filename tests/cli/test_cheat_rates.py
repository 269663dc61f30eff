"""The published table of cheats is what the command gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muvengine.cli.cheat_tables import write
from muvengine.core.modes.error_rates import wilson
from muvengine.formats.help_page import FOLDER
from muvengine.formats.shipped import shipped
from muvengine.formats.trace_generator.cheat_table import CHEATS
from muvengine.services.evaluate_cheats import ENDS, Caught, evaluate_cheat, evaluate_honest
from muvengine.services.yardstick_of_files import FilesGiven, yardstick_of_files
from tests.cli.conftest import Terminal

COUNT, SEED = 40, 7
HONEST = ("walk", "bike", "escooter", "wheelchair")


@pytest.fixture(scope="module")
def told() -> tuple[Caught, ...]:
    """Every row of the table, played once for both languages."""
    given = FilesGiven(shipped("rules/muv.yaml"), shipped("seed_data/routes"), None, None)
    yardstick = yardstick_of_files(given)
    played = [evaluate_cheat(cheat, COUNT, SEED, yardstick) for cheat in CHEATS.values()]
    honest = [evaluate_honest(mode, COUNT, SEED, yardstick) for mode in HONEST]
    return (*played, *honest)


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_published_table_of_cheats_is_measured(told: tuple[Caught, ...], locale: str) -> None:
    page = (FOLDER / locale / "what-cannot-be-caught.md").read_text("utf-8")
    assert write(told, "markdown", locale) in page


@pytest.mark.parametrize(
    ("key", "noticed_min", "passed_max"),
    [
        ("car_as_walk",       0.95, 0.00),
        ("car_as_bike",       0.90, 0.05),
        ("thinned",           0.90, 0.05),
        ("spliced",           0.80, 0.20),
        ("sent_again",        1.00, 0.00),
        ("anothers_file",     1.00, 0.00),
        ("shifted_a_day",     1.00, 0.00),
        ("retimed",           1.00, 0.00),
        ("jittered",          0.95, 0.05),
        ("replayed",          0.85, 0.15),
        ("drawn_exactly",     0.45, 0.55),
        ("at_constant_speed", 0.90, 0.10),
        ("planned",           1.00, 0.00),
        ("under_white_noise", 0.90, 0.50),
        ("start_aligned",     1.00, 0.00),
        ("convoy_of_30_s",    1.00, 0.00),
        ("convoy_of_60_s",    1.00, 0.00),
    ],
)  # fmt: skip
def test_what_is_meant_to_notice_a_cheat_does(
    told: tuple[Caught, ...], key: str, noticed_min: float, passed_max: float
) -> None:
    [row] = [one for one in told if one.key == key]
    assert row.noticed.value >= noticed_min
    assert row.passed.value <= passed_max


@pytest.mark.parametrize("mode", HONEST)
def test_no_honest_trip_is_noticed(told: tuple[Caught, ...], mode: str) -> None:
    [row] = [one for one in told if one.key == mode]
    assert row.noticed.value == 0.0
    assert row.ends["asked"] == row.ends["refused"] == 0


def test_programs_and_people_get_the_same_figures(terminal: Terminal) -> None:
    asked = ("verdicts", "cheats", "--only", "planned", "--count", "4", "--seed", "7")
    [row] = json.loads(terminal(*asked, "--json").out)["cheats"]
    assert row["asked"] == 4
    share = wilson(4, 4)
    assert row["noticed_share"] == {"value": 1.0, "low": round(share.low, 4), "high": 1.0}
    head, line = terminal(*asked).out.splitlines()
    assert head.split()[:6] == ["sent", "tries", *ENDS]
    assert line.split()[:6] == ["planned", "4", "0", "4", "0", "0"]


def test_an_unknown_cheat_is_wrong_usage(terminal: Terminal, tmp_path: Path) -> None:
    told = terminal("verdicts", "cheats", "--only", "magic")
    assert told.status == 2
    assert "unknown cheat 'magic'; known are car_as_bike" in told.err
    rules = tmp_path / "rules.yaml"
    rules.write_text("nothing: here")
    assert terminal("verdicts", "cheats", "--only", "planned", "--rules", str(rules)).status == 1
