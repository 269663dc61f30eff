"""Whatever happens to trips: the game's figures are the sums of what the standing sheets say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hypothesis.stateful import invariant
from sqlalchemy import Engine

from muvengine.services.join_board import join_board, play_for_quarter
from tests.fresh import copies, emptied
from tests.game_town import begin_game, due_badges, due_tallies, kept_badges, kept_tallies
from tests.quarters import save_quarter
from tests.town import NOON
from tests.trip_life import TripLife, play

DONE = {"send", "desk", "draw", "outing", "share", "correct", "withdraw", "contest", "answer"}


class Playing(TripLife):
    """Compared after each thing that happens."""

    def __init__(self) -> None:
        super().__init__()
        begin_game(self.town)
        save_quarter(self.town.open_uow, "centre")
        choice = self.town.open_uow, self.town.person.id
        then = NOON - timedelta(days=30)
        play_for_quarter(*choice, "centre", actor=self.town.me, now=then)
        join_board(*choice, "Renard bleu", actor=self.town.me, now=then)

    @invariant()
    def weeks_are_the_sums_of_sheets(self) -> None:
        with self.town.open_reading() as uow:
            assert list(uow.game_rebuild.differing()) == []

    @invariant()
    def boards_are_the_sums_of_weeks(self) -> None:
        with self.town.open_reading() as uow:
            assert list(uow.board_rebuild.differing()) == []
            assert list(uow.board_rows.differing()) == []

    @invariant()
    def badges_are_what_the_sums_say(self) -> None:
        with self.town.open_reading() as uow:
            tallies = kept_tallies(uow)
            assert tallies == due_tallies(uow)
            assert kept_badges(uow) == due_badges(tallies)


def test_on_sqlite_the_game_can_be_built_again(sqlite_template: Path, tmp_path: Path) -> None:
    met = play(Playing, copies(sqlite_template, tmp_path), lives=4, steps=30)
    assert len(met & DONE) > len(DONE) // 2


def test_on_postgresql_the_game_can_be_built_again(postgres_engine: Engine) -> None:
    met = play(Playing, emptied(postgres_engine), lives=2, steps=25)
    assert len(met & DONE) > len(DONE) // 2
