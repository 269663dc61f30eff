"""Whatever happens to trips: counters are the sums of what the standing sheets say."""

from __future__ import annotations

from pathlib import Path

from hypothesis.stateful import invariant
from sqlalchemy import Engine

from tests.fresh import copies, emptied
from tests.trip_life import TripLife, play

DONE = {"send", "desk", "draw", "outing", "share", "correct", "withdraw", "contest", "answer"}


class Counted(TripLife):
    """Compared after each thing that happens."""

    @invariant()
    def counters_are_the_sums_of_sheets(self) -> None:
        with self.town.open_reading() as uow:
            assert list(uow.score_rebuild.differing()) == []


def test_on_sqlite_counters_can_be_built_again(sqlite_template: Path, tmp_path: Path) -> None:
    met = play(Counted, copies(sqlite_template, tmp_path), lives=4, steps=30)
    assert met >= DONE, DONE - met


def test_on_postgresql_counters_can_be_built_again(postgres_engine: Engine) -> None:
    met = play(Counted, emptied(postgres_engine), lives=2, steps=25)
    assert len(met & DONE) > len(DONE) // 2
