"""Who asks on paper is handed everything, and forgotten."""

from __future__ import annotations

import json
import zipfile
from functools import partial
from pathlib import Path

from click.testing import CliRunner, Result
from sqlalchemy import Engine

from muvengine.cli.privacy import erase, export
from muvengine.core.errors import NotFound
from muvengine.store.unit_of_work import UnitOfWork
from tests.town import found


def run(engine: Engine, command: str, *arguments: str) -> Result:
    env = {"MUV_DATABASE_URL": engine.url.render_as_string()}
    chosen = {"export": export, "erase": erase}[command]
    return CliRunner(env=env).invoke(chosen, arguments)


def test_a_person_is_handed_out_and_then_forgotten(sqlite_engine: Engine, tmp_path: Path) -> None:
    town, path = found(sqlite_engine), tmp_path / "all.zip"
    name = town.person.name
    told = run(sqlite_engine, "export", name, "--to", str(path))
    assert told.exit_code == 0, told.output
    with zipfile.ZipFile(path) as packed:
        assert json.loads(packed.read("all.json"))["person"]["person"][0]["name"] == name
    assert run(sqlite_engine, "erase", name).exit_code == 1, "nobody said yes"
    told = run(sqlite_engine, "erase", name, "--yes")
    assert told.output == "Forgotten. Ended with the account: 0 points, 0 vouchers\n"
    assert isinstance(run(sqlite_engine, "erase", name, "--yes").exception, NotFound)
    with partial(UnitOfWork, sqlite_engine)() as uow:
        assert [act.act for act in uow.audit.list(count=2)] == ["privacy.erase", "privacy.export"]
