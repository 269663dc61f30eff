"""Keys that sign vouchers, from the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import AT_HOME, Terminal

SECRET = "a secret of thirty-two letters or more"


def test_a_town_begins_with_a_key_and_takes_the_next(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUV_SECRET_KEY", SECRET)
    assert terminal("init", *AT_HOME).status == 0
    [first] = terminal("keys", "list").out.splitlines()
    assert first.split()[0] == "1"
    assert first.endswith("signs")
    assert terminal("keys", "rotate").out == "Key 2 signs from now on.\n"
    old, new = terminal("keys", "list").out.splitlines()
    assert "checks until" in old
    assert new.endswith("signs")
    assert SECRET not in old + new
    monkeypatch.setenv("MUV_SECRET_KEY", SECRET + "!")
    assert "cannot sign" in terminal("keys", "list").out


def test_without_a_secret_there_is_no_key_and_one_sentence(at_home: Terminal) -> None:
    assert at_home("keys", "list").out == ""
    told = at_home("keys", "rotate")
    assert told.status != 0
    assert "MUV_SECRET_KEY" in told.err
    assert told.err.count("\n") == 1
