"""A challenge that was chosen takes one place, and asks for what was fixed then."""

from __future__ import annotations

from datetime import date

import pytest

from muvengine.core.game.challenges.aim import Aim
from muvengine.core.game.challenges.challenge import Difficulty, Measure
from muvengine.core.game.challenges.running import Run, aim_of_run
from tests.core.game.challenges.test_proposals import GAME
from tests.core.game.challenges.test_sponsored import WANTED

DAY = date(2026, 4, 6)


@pytest.mark.parametrize(
    ("difficulty", "sponsored_id", "role"),
    [
        (Difficulty.EASY, None, "personal"),
        (Difficulty.HARD, None, "personal"),
        (Difficulty.GROUP, None, "group"),
        (Difficulty.MIDDLE, 7, "shop:7"),
    ],
)
def test_one_of_each_is_held_at_a_time(
    difficulty: Difficulty, sponsored_id: int | None, role: str
) -> None:
    run = Run("days", difficulty, DAY, DAY, 2, 20, sponsored_id=sponsored_id)
    assert run.role == role


def test_what_was_fixed_goes_before_what_the_game_says() -> None:
    run = Run("more-on-foot", Difficulty.EASY, DAY, DAY, 4_300, 20, modes=("walk",))
    aim = aim_of_run(run, GAME.challenge("more-on-foot"), None)
    assert aim == Aim(Measure.KM, 4_300, ("walk",))
    duo = Run("two-together", Difficulty.GROUP, DAY, DAY, 6, 30)
    assert aim_of_run(duo, GAME.challenge("two-together"), None).both
    shop = Run("x", Difficulty.MIDDLE, DAY, DAY, 4, 0, sponsored_id=1)
    assert aim_of_run(shop, None, WANTED) == Aim(Measure.DAYS, 4)
