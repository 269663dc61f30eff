"""The games of the town, for services."""

from __future__ import annotations

from functools import partial

from muvengine.core.game.game import Game
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.played import Played
from muvengine.core.game.team_settings import TeamSettings
from muvengine.core.game.version import Games, GameVersion
from muvengine.formats.game_yaml.known import known_game, known_played, known_team_settings
from muvengine.store.unit_of_work import UnitOfWork


def game_of(uow: UnitOfWork, version: GameVersion) -> Game:
    """Give what a version says."""
    return known_game(version.sha256, partial(uow.games.source, version.id))


def played(uow: UnitOfWork, games: Games) -> Played:
    """Give every version with what it says."""
    return known_played(games, uow.games.source)


def team_settings(uow: UnitOfWork, week: IsoWeek) -> TeamSettings:
    """Give how teams count in a week."""
    return known_team_settings(uow.games.listed(), uow.games.source, week.monday)
