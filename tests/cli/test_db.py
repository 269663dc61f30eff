"""The database from the command line: copies that can be put back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import SYSTEM
from muvengine.reads.programme import programme
from muvengine.services.set_programme import set_programme
from tests.cli.conftest import Terminal


def test_a_copy_taken_while_somebody_writes_is_whole_and_can_be_put_back(
    at_home: Terminal, home: Wiring, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    with home.open_uow() as uow:
        uow.programme.routes_changed()
        assert at_home("db", "backup", str(copy)).status == 0
        uow.commit()
    home.engine.dispose()
    with home.open_uow() as uow:
        uow.connection.exec_driver_sql("UPDATE programme SET name = 'Spoilt'")
        uow.commit()
    home.engine.dispose()
    refused = at_home("db", "restore", str(copy))
    assert refused.status == 1
    assert "--replace" in refused.err
    restored = at_home("db", "restore", str(copy), "--replace")
    assert restored.status == 0, restored
    assert "The ledger holds." in restored.out
    assert programme(home.open_reading).name == "Town"


def test_a_server_that_runs_meanwhile_does_not_go_on_with_what_it_knew(
    at_home: Terminal, home: Wiring, tmp_path: Path
) -> None:
    def rename(name: str) -> str:
        named = replace(programme(home.open_reading), name=name)
        set_programme(home.open_uow, named, actor=SYSTEM, now=home.now())
        return home.shelf.yardstick(now=home.now()).programme.name

    copy = tmp_path / "copy.db"
    assert at_home("db", "backup", str(copy)).status == 0
    assert rename("Before") == "Before"
    assert at_home("db", "restore", str(copy), "--replace").status == 0
    # As many changes since the copy as there were before.
    assert rename("After") == "After"


def test_a_copy_is_never_written_over(at_home: Terminal, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    assert at_home("db", "backup", str(copy)).status == 1
    assert copy.read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00 and then nothing", b"PK\x03\x04"])
def test_what_is_no_copy_is_not_put_back(
    at_home: Terminal, home: Wiring, tmp_path: Path, content: bytes
) -> None:
    false = tmp_path / "false.db"
    false.write_bytes(content)
    assert at_home("db", "restore", str(false), "--replace").status == 1
    assert programme(home.open_reading).name == "Town"


def test_check_tells_a_database_of_this_version_from_a_spoilt_one(
    at_home: Terminal, home: Wiring
) -> None:
    assert at_home("db", "check").status == 0
    with home.open_uow() as uow:
        uow.connection.exec_driver_sql("ALTER TABLE trip ADD COLUMN stray TEXT")
        uow.commit()
    told = at_home("db", "check")
    assert told.status == 1
    assert "stray" in told.out


def test_upgrade_makes_a_database_where_there_is_none(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUV_DATABASE_URL", f"sqlite:///{tmp_path}/new/muv.db")
    assert "db upgrade" in terminal("ledger", "verify").err
    assert not (tmp_path / "new").exists()
    assert terminal("db", "upgrade").status == 0
    assert terminal("db", "check").status == 0


def test_a_server_that_does_not_answer_is_one_sentence(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUV_DATABASE_URL", "postgresql://muv@127.0.0.1:1/muv")
    told = terminal("db", "check")
    assert told.status == 1
    assert "does not answer" in told.err
