"""A town on a file, and a terminal in front of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from muvengine.bootstrap import Wiring, wire
from muvengine.cli import main
from muvengine.settings import Settings

collect_ignore = [] if os.environ.get("MUV_TEST_DATA") else ["test_labelled_rates.py"]

AT_HOME = (
    "--name", "Town", "--area", "43.61,5.06,43.67,5.14", "--zone", "Europe/Paris",
    "--organiser", "Claire", "--email", "claire@town.example",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ended."""

    status: int
    out: str
    err: str


Terminal = Callable[..., Told]


@pytest.fixture
def terminal(
    sqlite_engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Terminal:
    """Type a command in an empty folder, before an empty database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUV_DATABASE_URL", sqlite_engine.url.render_as_string())
    monkeypatch.setenv("MUV_BASE_URL", "https://muv.example")

    def type_in(*arguments: str) -> Told:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert isinstance(ended.value.code, int)
        return Told(ended.value.code, said.out, said.err)

    return type_in


@pytest.fixture
def at_home(terminal: Terminal) -> Terminal:
    """A terminal in a town that was set up from it."""
    set_up = terminal("init", *AT_HOME, "--euros", "500")
    assert set_up.status == 0, set_up
    return terminal


@pytest.fixture
def home(at_home: Terminal, sqlite_engine: Engine) -> Wiring:
    """What commands of that town are wired to."""
    del at_home
    return wire(Settings(database_url=sqlite_engine.url.render_as_string()))
