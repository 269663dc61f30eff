"""Games that this process has read already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from muvengine.core.game.game import Game
from muvengine.core.game.played import Played
from muvengine.core.game.team_settings import DEFAULTS, TeamSettings
from muvengine.core.game.version import Games
from muvengine.formats.game_yaml.read import read_game

# By the hash of the file, so that two databases may share it; a town has few.
_READ: Final[dict[str, Game]] = {}


def known_game(sha256: str, source: Callable[[], str]) -> Game:
    """Give what a published file says.

    Args:
        sha256: of the file.
        source: gives its text; called the first time only.
    """
    game = _READ.get(sha256)
    if game is None:
        game = _READ[sha256] = read_game(source().encode())
    return game


def known_played(games: Games, source: Callable[[int], str]) -> Played:
    """Give every published version with what it says.

    Args:
        games: every published version.
        source: gives the text of one by its number.
    """
    said = {one.id: known_game(one.sha256, partial(source, one.id)) for one in games.versions}
    return Played(games, said)


def known_team_settings(
    games: Games | None, source: Callable[[int], str], monday: date
) -> TeamSettings:
    """Give how teams count in a week; the defaults where no game holds in it.

    Args:
        games: every published version.
        source: gives the text of one by its number.
        monday: of the week.
    """
    version = games.of_week(monday) if games else None
    if version is None:
        return DEFAULTS
    return known_game(version.sha256, partial(source, version.id)).teams
