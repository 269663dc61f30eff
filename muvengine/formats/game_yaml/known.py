"""Games that this process has read already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from muvengine.core.game.game import Game
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
