"""Many traces at once: each file is told of, and nothing is sent twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text

from muvengine.bootstrap import clock
from muvengine.core.people.actor import Role
from muvengine.core.trips.programme import Programme
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import read_town
from muvengine.formats.trip_plans import make_fixes, read_trip_plans
from muvengine.services.add_staff import NewStaff
from muvengine.services.init_town import Envelope, Founding, init_town
from muvengine.store.unit_of_work import UnitOfWork
from tests.cli.conftest import Terminal
from tests.people import Dice
from tests.town import gpx, ride

PARIS = ZoneInfo("Europe/Paris")
RIDES = 12


@pytest.fixture
def town(terminal: Terminal, sqlite_engine: Engine) -> Terminal:
    """A terminal in a town whose rules hold since last month, with one participant."""
    today = clock().astimezone(PARIS).date()
    founding = Founding(
        Programme("Town", None, PARIS),
        shipped("rules/muv.yaml").read_bytes(),
        NewStaff("Claire", "claire@town.example", Role.ORGANISER, "fr"),
        Envelope(today - timedelta(days=30), today + timedelta(days=30), 1000),
    )
    open_uow = partial(UnitOfWork, sqlite_engine)
    init_town(open_uow, founding, now=clock(), new_token=Dice("town"))
    assert terminal("people", "add", "--name", "Amina", "--consent").status == 0
    return terminal


@pytest.fixture
def traces(tmp_path: Path) -> Path:
    """Yesterday's walk to the fountain, a file that is no trace, and a note beside them."""
    seeds = shipped("seed_data")
    plan = read_trip_plans(seeds, read_town(seeds).routes).aside[0]
    walk = write_gpx(make_fixes(plan, clock().astimezone(PARIS).date(), PARIS), plan.key)
    folder = tmp_path / "traces"
    (folder / "more").mkdir(parents=True)
    (folder / "more" / "walk.GPX").write_text(walk, encoding="utf-8")
    (folder / "broken.gpx").write_text("not a trace", encoding="utf-8")
    (folder / "note.txt").write_text("hello", encoding="utf-8")
    return folder


def imported(town: Terminal, path: Path) -> list[str]:
    told = town("trips", "import", str(path), "--participant", "amina", "--mode", "walk")
    assert told.status == 0, told
    return told.out.splitlines()


def test_a_folder_is_told_of_file_by_file(town: Terminal, traces: Path) -> None:
    broken, walk = imported(town, traces)
    assert broken.startswith("broken.gpx: refused.")
    assert "not_xml" in broken
    assert walk.startswith("more/walk.GPX: confirmed, ")


def test_importing_again_sends_nothing_twice(town: Terminal, traces: Path) -> None:
    first = imported(town, traces)[1]
    again = imported(town, traces)[1]
    assert again == first.removesuffix(".") + ", was here before."
    assert town("ledger", "verify").status == 0


def test_an_archive_is_the_same_as_its_folder(town: Terminal, traces: Path, tmp_path: Path) -> None:
    archive = tmp_path / "traces.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(traces.rglob("*.*")):
            packed.write(file, file.relative_to(traces))
        packed.writestr("__MACOSX/more/._walk.gpx", b"\x00\x05")
    assert [line.split(":")[0] for line in imported(town, archive)] == [
        "broken.gpx",
        "more/walk.GPX",
    ]


def test_a_single_file_is_taken_whatever_its_name(town: Terminal, traces: Path) -> None:
    assert "confirmed" in imported(town, traces / "more" / "walk.GPX")[0]
    assert "refused" in imported(town, traces / "note.txt")[0]


def test_an_archive_that_swells_is_left_after_the_bytes_that_are_allowed(
    town: Terminal, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.gpx", b" " * 20_000_000)
    [line] = imported(town, bomb)
    assert line.startswith("a.gpx: refused.")
    assert "too_big" in line


@pytest.mark.parametrize(
    ("who", "mode", "status"),
    [
        ("Nobody", "walk", 1),
        ("claire@town.example", "walk", 1),
        ("Amina", "teleport", 2),
    ],
)
def test_an_unknown_participant_or_mode_is_one_sentence(
    town: Terminal, traces: Path, who: str, mode: str, status: int
) -> None:
    told = town("trips", "import", str(traces), "--participant", who, "--mode", mode)
    assert (told.status, told.err.count("\n")) == (status, 1)


def test_a_path_without_traces_is_one_sentence(town: Terminal, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("nowhere", "empty"):
        told = town(
            "trips", "import", str(tmp_path / name), "--participant", "amina", "--mode", "walk"
        )
        assert (told.status, told.err.count("\n")) == (1, 1)
        assert name in told.err


def _begin(folder: Path, engine: Engine) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if name[:4] != "MUV_"} | {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONUNBUFFERED": "1",
        "MUV_DATABASE_URL": engine.url.render_as_string(),
    }
    typed = ("trips", "import", str(folder), "--participant", "amina", "--mode", "walk")
    return subprocess.Popen(
        [sys.executable, "-m", "muvengine", *typed],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_an_import_killed_half_way_and_run_again_does_nothing_twice(
    town: Terminal, sqlite_engine: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "week"
    folder.mkdir()
    now = clock().replace(microsecond=0)
    for number in range(RIDES):
        made = ride(start=now - timedelta(hours=2 + 3 * number), seed=number)
        (folder / f"{number:02}.gpx").write_bytes(gpx(made))

    child = _begin(folder, sqlite_engine)
    assert child.stdout
    with child:
        before = [child.stdout.readline() for _ in range(3)]
        child.kill()
    assert child.returncode == -signal.SIGKILL, "it was over before anybody could kill it"
    assert all(": " in line for line in before), before

    lines = imported(town, folder)
    assert [line.partition(":")[0] for line in lines] == [f"{n:02}.gpx" for n in range(RIDES)]
    for line, earlier in zip(lines, before, strict=False):
        assert line == earlier.strip().removesuffix(".") + ", was here before."
    assert "was here before" not in lines[-1]
    with sqlite_engine.connect() as connection:
        trips = connection.execute(text("SELECT count(*) FROM trip")).scalar_one()
    assert trips == RIDES
    assert town("ledger", "verify").status == 0


def test_a_file_of_several_days_is_told_of_trip_by_trip(town: Terminal, tmp_path: Path) -> None:
    morning = clock() - timedelta(hours=30)
    days = [gpx(ride(start=morning - timedelta(days=day), seed=day)).decode() for day in (1, 0)]
    track = days[1].partition("<trk>")[2].partition("</gpx>")[0]
    week = tmp_path / "week.gpx"
    week.write_text(days[0].replace("</gpx>", f"<trk>{track}</gpx>"), encoding="utf-8")
    first, again = imported(town, week), imported(town, week)
    assert [line.partition(": confirmed")[0] for line in first] == [
        "week.gpx (1/2)",
        "week.gpx (2/2)",
    ]
    assert again == [line.removesuffix(".") + ", was here before." for line in first]
