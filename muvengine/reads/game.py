"""The town's game, for organisers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from muvengine.core.game.game import Game
from muvengine.core.game.version import GameVersion
from muvengine.core.game.weeks import monday_of
from muvengine.core.rules.draft import Draft, DraftText
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
        drafts: those that are not over, the one that was changed last first.
    """

    game: Game | None
    version: GameVersion | None
    source: str
    versions: Sequence[GameVersion]
    drafts: Sequence[Draft] = ()


def game_now(open_reading: Callable[[], UnitOfWork], today: date) -> GameNow:
    """Read the game of the week of a local day."""
    with open_reading() as uow:
        played = played_by(uow)
        if played is None:
            return GameNow(None, None, "", (), uow.game_drafts.waiting())
        monday = monday_of(today)
        version = played.games.of_week(monday)
        source = "" if version is None else uow.games.source(version.id)
        latest = tuple(reversed(played.games.versions))
        drafts = uow.game_drafts.waiting()
        return GameNow(played.of_week(monday), version, source, latest, drafts)


def next_game(open_reading: Callable[[], UnitOfWork]) -> DraftText:
    """Give what a new draft begins with: the text of the game that was published last."""
    with open_reading() as uow:
        games = uow.games.listed()
        return DraftText(uow.games.source(games.versions[-1].id) if games else "")
