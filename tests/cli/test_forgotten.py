"""A copy that is put back does not bring back whoever was forgotten since."""

from __future__ import annotations

from datetime import UTC, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.forgotten import Forgotten
from muvengine.reads.forgotten import forgotten
from muvengine.services.erase_person import erase_person
from muvengine.services.forget_again import forget_again
from tests.cli.conftest import Terminal
from tests.people import participant
from tests.town import NOON, found


def erase(home: Wiring, person_id: int) -> None:
    now = home.now()
    erase_person(home.open_uow, person_id, actor=SYSTEM, now=now, new_token=home.new_token)


def names(home: Wiring) -> set[str]:
    with home.open_reading() as uow:
        return set(uow.connection.exec_driver_sql("SELECT name FROM person").scalars())


@pytest.mark.parametrize("lost", [False, True])
def test_who_was_forgotten_stays_so_when_a_copy_is_put_back(
    at_home: Terminal,
    home: Wiring,
    tmp_path: Path,
    lost: bool,  # noqa: FBT001  the database is still there, or only the list is
) -> None:
    copy, told = tmp_path / "copy.db", tmp_path / "forgotten.txt"
    leaves, stays = (participant(home.open_uow, f"Mina {i} Zaoui") for i in range(2))
    assert at_home("db", "backup", str(copy)).status == 0
    erase(home, leaves.id)
    assert at_home("db", "forgotten", str(told)).out == f"Written to {told}: 1.\n"
    assert told.read_text().startswith(f"{leaves.id} ")
    home.engine.dispose()
    more = ["--replace"]
    if lost:
        for end in ("", "-wal", "-shm"):
            Path(f"{home.engine.url.database}{end}").unlink(missing_ok=True)
        more = ["--forgotten", str(told)]
    restored = at_home("db", "restore", str(copy), *more)
    assert restored.status == 0, restored
    assert "Forgotten again: 1." in restored.out
    assert "The ledger holds." in restored.out
    assert stays.name in names(home)
    assert leaves.name not in names(home)


def test_a_list_that_is_none_is_one_sentence(at_home: Terminal, tmp_path: Path) -> None:
    copy, told = tmp_path / "copy.db", tmp_path / "forgotten.txt"
    assert at_home("db", "backup", str(copy)).status == 0
    told.write_text("12 2026-05-04T08:00:00+00:00\nMina\n")
    refused = at_home("db", "restore", str(copy), "--replace", "--forgotten", str(told))
    assert (refused.status, "line 2" in refused.err) == (1, True)


def test_a_number_that_was_given_anew_is_somebody_else(sqlite_engine: Engine) -> None:
    town = found(sqlite_engine)
    with town.open_uow() as uow:
        made = uow.erasure.open_since(town.person.id)
    assert made is not None
    early = Forgotten(town.person.id, made.astimezone(UTC) - timedelta(seconds=1))
    nobody = Forgotten(town.person.id + 1_000, NOON)
    again = forget_again(town.open_uow, [early, nobody], now=NOON, new_token=town.dice)
    assert again == 0
    assert forgotten(town.open_uow) == ()


def test_who_is_on_hold_in_the_copy_is_forgotten_again(sqlite_engine: Engine) -> None:
    town = found(sqlite_engine)
    with town.open_uow() as uow:
        uow.people.change(town.person.id, frozen_at=NOON)
        made = uow.erasure.open_since(town.person.id)
        uow.commit()
    assert made is not None
    late = Forgotten(town.person.id, made + timedelta(days=1))
    assert forget_again(town.open_uow, [late, late], now=NOON, new_token=town.dice) == 1
    assert [one.person_id for one in forgotten(town.open_uow)] == [town.person.id]
