"""Copies of the database, on both kinds where its programs are installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from muvengine.core.errors import NotPossible
from muvengine.store.backup import back_up, restore


def address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def set_name(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM programme"))
        connection.execute(
            text(
                "INSERT INTO programme (id, name, zone, locales, contact, routes_version,"
                " created_at) VALUES (1, :name, 'UTC', 'en', '', 0, '2026-01-01')"
            ),
            {"name": name},
        )
    engine.dispose()


def name_of(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT name FROM programme")))


def test_a_copy_brings_back_what_was(engine: Engine, tmp_path: Path) -> None:
    program_missing = engine.dialect.name == "postgresql" and shutil.which("pg_dump") is None
    copy = tmp_path / "copy"
    set_name(engine, "Before")
    if program_missing:
        with pytest.raises(NotPossible) as refused:
            back_up(address(engine), copy)
        assert refused.value.facts["reason"] == "no_pg_dump"
        assert not list(tmp_path.glob("copy*"))
        return
    back_up(address(engine), copy)
    set_name(engine, "After")
    restore(address(engine), copy)
    assert name_of(engine) == "Before"


def test_a_copy_that_fails_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(NotPossible) as refused:
        back_up(f"sqlite:///{tmp_path}/nothing.db", tmp_path / "copy")
    assert refused.value.facts["reason"] == "no_database"
    assert list(tmp_path.iterdir()) == []
