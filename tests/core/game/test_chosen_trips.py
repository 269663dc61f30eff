"""Which trips something of the game speaks of."""

from __future__ import annotations

from muvengine.core.game.chosen_trips import is_meant
from muvengine.core.rules.conditions import StartBetween
from tests.core.game.challenges.test_aim import trip

FACTS = trip(0, ("walk", 300), ("bus", 4000)).facts
MORNING = (StartBetween(420, 540),)


def test_a_trip_is_meant_by_one_of_its_legs_and_all_conditions() -> None:
    assert is_meant(FACTS, (), ())
    assert is_meant(FACTS, ("tram", "bus"), MORNING)
    assert not is_meant(FACTS, ("bike",), ())
    assert not is_meant(FACTS, ("bus",), (StartBetween(0, 60), *MORNING))
