"""The one door of the command line."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import click
import pytest

from muvengine.cli import COMMANDS, engine_version
from tests.cli.conftest import Terminal


def test_help_names_every_command_and_imports_none() -> None:
    code = (
        "import sys\n"
        "from muvengine.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(*sys.modules)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *listed, imported = told.stdout.splitlines()
    assert set(COMMANDS) <= set(" ".join(listed).split())
    tops = {name.partition(".")[0] for name in imported.split()}
    assert not tops & {"flask", "sqlalchemy", "sqlmodel", "numpy", "marshmallow", "yaml", "babel"}
    assert not [name for name in imported.split() if name.startswith("muvengine.cli.")]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_row_leads_to_a_command(name: str) -> None:
    module, _, attribute = COMMANDS[name].place.partition(":")
    command = getattr(import_module(f"muvengine.cli.{module}"), attribute)
    assert isinstance(command, click.Command)
    assert command.name == name


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("score",),
        ("score", "nowhere.gpx", "--mode", "walk"),
        ("rules", "check"),
        ("rules", "check", "nowhere.yaml"),
        ("--colour",),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_in_one_sentence(
    terminal: Terminal, arguments: tuple[str, ...]
) -> None:
    told = terminal(*arguments)
    assert told.status == 2
    assert told.out == ""
    assert told.err.startswith("muvengine: ")
    assert told.err.count("\n") == 1


def test_a_wrong_setting_is_told_before_anything_else(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUV_COLOUR", "green")
    told = terminal("rules", "explain", "some-trip")
    assert told.status == 2
    assert "MUV_COLOUR" in told.err
    assert told.err.count("\n") == 1


def test_the_version_is_told(terminal: Terminal) -> None:
    assert terminal("--version").out == f"muvengine {engine_version()}\n"
