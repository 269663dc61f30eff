"""Files judged from the command line."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import read_town
from muvengine.formats.trip_plans import make_fixes, read_trip_plans
from tests.cli.conftest import Terminal
from tests.town import NOON, RULES, ZONE, gpx, ride

NOW = ("--now", NOON.isoformat())


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    file = tmp_path / "walk.gpx"
    file.write_bytes(gpx(ride()))
    return file


def asked(terminal: Terminal, *arguments: object) -> dict[str, Any]:
    told = terminal("score", *(str(argument) for argument in arguments), "--json")
    assert told.status == 0, told.err
    document: dict[str, Any] = json.loads(told.out)
    return document


def test_a_trip_is_told_as_the_contract_says(terminal: Terminal, walk: Path) -> None:
    document = asked(terminal, walk, "--mode", "walk", *NOW)
    assert set(document) == {"engine", "rulebook", "trips"}
    assert set(document["rulebook"]) == {"name", "version", "sha256"}
    [trip] = document["trips"]
    assert set(trip) == {
        "file", "declared_mode", "distance_m", "duration_s", "start", "verdict", "dropped",
        "evidence_class", "routes", "score",
    }  # fmt: skip
    assert trip["file"] == str(walk)
    assert trip["declared_mode"] == "walk"
    assert trip["start"] == "2026-04-07T09:00:00+02:00"
    assert trip["verdict"]["outcome"] == "confirmed"
    assert trip["verdict"]["reasons"] == []
    assert trip["evidence_class"] == "trace"
    score = trip["score"]
    assert set(score) == {"status", "points", "lines"}
    assert all(set(line) == {"rule", "kind", "points", "status", "why"} for line in score["lines"])
    assert sum(line["points"] for line in score["lines"]) == score["points"] > 0


@pytest.mark.parametrize(("beside", "outcome"), [(True, "confirmed"), (False, "doubtful")])
def test_a_timetable_beside_the_routes_is_looked_at(
    terminal: Terminal, tmp_path: Path, *, beside: bool, outcome: str
) -> None:
    seeds = shipped("seed_data")
    plans = read_trip_plans(seeds, read_town(seeds).routes)
    [plan] = [plan for plan in plans.aside if plan.key == "bus-ligne-1"]
    file = tmp_path / "bus.gpx"
    file.write_bytes(gpx(make_fixes(plan, NOON.date(), ZONE)))
    routes = seeds / "routes"
    if not beside:
        routes = Path(shutil.copytree(routes, tmp_path / "routes"))
    document = asked(terminal, file, "--mode", "bus", "--routes", routes, *NOW)
    assert document["trips"][0]["verdict"]["outcome"] == outcome


def test_a_refusal_is_told_beside_the_trips_and_the_status_is_good(
    terminal: Terminal, walk: Path, tmp_path: Path
) -> None:
    (tmp_path / "page.gpx").write_text("<html></html>")
    document = asked(terminal, tmp_path / "page.gpx", walk, "--mode", "walk", *NOW)
    refused, judged = document["trips"]
    assert set(refused) == {"file", "refusal"}
    assert refused["refusal"]["code"] == "not_gpx"
    assert judged["verdict"]["outcome"] == "confirmed"


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (NOON + timedelta(days=9), "time_old"),
        (NOON - timedelta(days=1), "time_future"),
        ("any", None),
    ],
)  # fmt: skip
def test_the_window_is_that_of_the_moment_given(
    terminal: Terminal, walk: Path, now: object, code: str | None
) -> None:
    moment = now if isinstance(now, str) else now.isoformat()  # type: ignore[attr-defined]
    [trip] = asked(terminal, walk, "--mode", "walk", "--now", moment)["trips"]
    assert trip.get("refusal", {}).get("code") == code


@pytest.mark.parametrize(
    ("area", "code"),
    [("none", None), ("43.6,5.0,43.7,5.2", None), ("48,2,49,3", "outside_area")],
)
def test_the_area_is_the_one_given(
    terminal: Terminal, walk: Path, area: str, code: str | None
) -> None:
    [trip] = asked(terminal, walk, "--mode", "walk", *NOW, "--area", area)["trips"]
    assert trip.get("refusal", {}).get("code") == code


@pytest.mark.parametrize(
    "wrong",
    [
        ("--mode", "hover"),
        ("--mode", "walk", "--area", "1,2,3"),
        ("--mode", "walk", "--area", "49,2,48,3"),
        ("--mode", "walk", "--now", "yesterday"),
        ("--mode", "walk", "--routes", "nowhere"),
    ],
)  # fmt: skip
def test_wrong_options_are_wrong_usage(
    terminal: Terminal, walk: Path, wrong: tuple[str, ...]
) -> None:
    told = terminal("score", str(walk), *wrong)
    assert told.status == 2
    assert told.err.count("\n") == 1


def test_files_are_judged_one_by_one_or_as_one_persons(
    terminal: Terminal, walk: Path, tmp_path: Path
) -> None:
    again, other = tmp_path / "again.gpx", tmp_path / "other.gpx"
    again.write_bytes(gpx(ride(), creator="another"))
    other.write_bytes(gpx(ride(seed=2)))
    files = (walk, again, other)
    alone = asked(terminal, *files, "--mode", "walk", *NOW)["trips"]
    assert [trip["verdict"]["outcome"] for trip in alone] == ["confirmed"] * 3
    together = asked(terminal, *files, "--mode", "walk", *NOW, "--one-person")["trips"]
    codes = [trip.get("refusal", {}).get("code") for trip in together]
    assert codes == [None, "duplicate", "overlap"]


def test_a_folder_stands_for_its_files_by_name(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "traces"
    (folder / "inner").mkdir(parents=True)
    for name in ("b.gpx", "a.gpx", "inner/c.gpx"):
        (folder / name).write_bytes(gpx(ride()))
    (folder / "notes.txt").write_text("no trace")
    document = asked(terminal, folder, "--mode", "walk", *NOW)
    names = [Path(trip["file"]).relative_to(folder).as_posix() for trip in document["trips"]]
    assert names == ["a.gpx", "b.gpx", "inner/c.gpx"]


def test_routes_and_rules_are_those_given(terminal: Terminal, walk: Path, tmp_path: Path) -> None:
    routes = tmp_path / "routes"
    routes.mkdir()
    (routes / "street.gpx").write_bytes(gpx(ride(seed=7)))
    rules = tmp_path / "rules.yaml"
    rules.write_bytes(RULES.read_bytes().replace(b"version: 1\n", b"version: 9\n", 1))
    document = asked(terminal, walk, "--mode", "walk", *NOW, "--routes", routes, "--rules", rules)
    assert document["rulebook"]["version"] == 9
    [route] = document["trips"][0]["routes"]
    assert route["route"] == "street"
    assert route["direction"] == "forward"
    assert route["share"] > 0.9


def test_a_bad_rulebook_stops_the_command_in_one_line(
    terminal: Terminal, walk: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text("schema: [")
    told = terminal("score", str(walk), "--mode", "walk", "--rules", str(tmp_path / "bad.yaml"))
    assert told.status == 1
    assert told.err.count("\n") == 1


def test_a_folder_without_traces_is_wrong_usage(terminal: Terminal, tmp_path: Path) -> None:
    told = terminal("score", str(tmp_path), "--mode", "walk", "--json")
    assert (told.status, told.out) == (2, "")
    assert f"no recording in {tmp_path}" in told.err


def test_people_read_sentences(terminal: Terminal, walk: Path, tmp_path: Path) -> None:
    car = tmp_path / "car.gpx"
    car.write_bytes(gpx(ride("car", way=(np.array([43.64, 43.64]), np.array([5.07, 5.12])))))
    told = terminal("score", str(walk), str(car), "--mode", "walk", *NOW).out
    assert "confirmed, " in told
    assert "On foot: 1.6" in told
    assert "refused, 0 points" in told
    assert "speed: The speed does not fit" in told


def test_a_large_file_is_not_read_whole(terminal: Terminal, tmp_path: Path) -> None:
    large = tmp_path / "large.gpx"
    with large.open("wb") as file:
        file.seek(200 * 1024 * 1024)
        file.write(b" ")
    [trip] = asked(terminal, large, "--mode", "walk", *NOW)["trips"]
    assert trip["refusal"]["code"] == "too_big"


def test_evidence_of_a_trip_that_stands_still_is_json(terminal: Terminal, tmp_path: Path) -> None:
    fixes = ride()
    still = replace(fixes, lat=np.full(len(fixes), 43.64), lon=np.full(len(fixes), 5.09))
    (tmp_path / "still.gpx").write_bytes(gpx(still))
    [trip] = asked(terminal, tmp_path / "still.gpx", "--mode", "walk", *NOW)["trips"]
    assert trip["verdict"]["reasons"] == ["no_movement"]
    assert trip["score"]["points"] == 0
