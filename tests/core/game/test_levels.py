from __future__ import annotations

import pytest

from muvengine.core.game.game import Level
from muvengine.core.game.levels import standing

LEVELS = tuple(Level(first, {"en": str(first)}, "star") for first in (0, 100, 300))


@pytest.mark.parametrize(
    ("experience", "number", "missing", "share"),
    [(0, 0, 100, 0.0), (99, 0, 1, 0.99), (100, 1, 200, 0.0), (200, 1, 100, 0.5), (9000, 2, 0, 1.0)],
)
def test_a_level_holds_from_its_first_point_on(
    experience: int, number: int, missing: int, share: float
) -> None:
    found = standing(LEVELS, experience)
    assert found is not None
    assert (found.number, found.missing, found.share) == (number, missing, share)


def test_a_game_without_levels_has_no_standing() -> None:
    assert standing((), 500) is None
