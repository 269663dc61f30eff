"""Generated traces come as files that the published measurement reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_seed_writes_the_same_bytes(terminal: Terminal, tmp_path: Path) -> None:
    for out, number in (("one", 7), ("same", 7), ("other", 8)):
        asked = ("--mode", "bike", "--count", "2", "--seed", str(number))
        assert terminal("seed", "traces", *asked, "--out", str(tmp_path / out)).status == 0
    one, same, other = (contents(tmp_path / out) for out in ("one", "same", "other"))
    assert list(one) == ["bike-00000.gpx", "bike-00001.gpx", "index.csv"]
    assert one == same
    assert one["bike-00000.gpx"] != other["bike-00000.gpx"]


def test_the_published_measurement_runs_on_them(terminal: Terminal, tmp_path: Path) -> None:
    plan, out = tmp_path / "plan.yaml", tmp_path / "out"
    plan.write_text("seed: 3\nsets: [{mode: walk, count: 3}, {mode: walk}, {cheat: planned}]\n")
    told = terminal("seed", "traces", "--plan", str(plan), "--out", str(out))
    assert told.out == f"5 traces in {out}, listed in {out / 'index.csv'}.\n"
    index = str(out / "index.csv")
    measured = terminal("verdicts", "evaluate", index, "--modes", "walk,bike", "--json")
    cells = {
        (cell["declared"], cell["true"]): cell["outcomes"]
        for cell in json.loads(measured.out)["cells"]
    }
    assert cells["walk", "walk"]["confirmed"]["files"] == 4
    assert cells["bike", "nobody"]["doubtful"]["files"] == 1
    table = terminal("verdicts", "evaluate", index, "--modes", "bike", "--markdown")
    assert "| Bicycle | nobody | 1 |" in table.out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((),                                           "Say what to make"),
        (("--plan", "PLAN", "--mode", "walk"),         "--plan lists the sets already"),
        (("--plan", "PLAN"),                           "a plan has a list called sets"),
        (("--cheat", "magic"),                         "unknown cheat 'magic'; known are"),
        (("--cheat", "planned", "--mode", "walk"),     "planned is said to be bike, not walk"),
        (("--mode", "walk", "--count", "0"),           "count is a whole number from 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_wrong_usage(
    terminal: Terminal, tmp_path: Path, asked: tuple[str, ...], said: str
) -> None:
    plan = tmp_path / "PLAN"
    plan.write_text("nothing: here\n")
    words = [str(plan) if word == "PLAN" else word for word in asked]
    told = terminal("seed", "traces", *words, "--out", str(tmp_path / "out"))
    assert told.status == 2
    assert said in told.err
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_over(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "mine.gpx").write_text("mine")
    told = terminal("seed", "traces", "--mode", "walk", "--out", str(folder))
    assert told.status == 1
    assert [path.name for path in folder.iterdir()] == ["mine.gpx"]
