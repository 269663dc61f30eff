"""The town's game, for organisers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from muvengine.core.game.game import Game
from muvengine.core.game.version import GameVersion
from muvengine.core.game.weeks import monday_of
from muvengine.reads.my_week import played_by
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class GameNow:
    """What is played.

    Attributes:
        game: of this week; None before the first one begins.
        version: its version.
        source: its text.
        versions: all there are, the latest first.
    """

    game: Game | None
    version: GameVersion | None
    source: str
    versions: Sequence[GameVersion]


def game_now(open_reading: Callable[[], UnitOfWork], today: date) -> GameNow:
    """Read the game of the week of a local day."""
    with open_reading() as uow:
        played = played_by(uow)
        if played is None:
            return GameNow(None, None, "", ())
        monday = monday_of(today)
        version = played.games.of_week(monday)
        source = "" if version is None else uow.games.source(version.id)
        latest = tuple(reversed(played.games.versions))
        return GameNow(played.of_week(monday), version, source, latest)
