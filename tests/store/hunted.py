"""A treasure hunt that was played before its rows are guarded and its promises broken."""

from __future__ import annotations

from muvengine.core.people.identity import Person
from tests import hunt_life as life
from tests.money import Town


def hunt_with_a_wrong_stamp(made: Town, finder: Person) -> None:
    """Find 1 and its reward are taken back, find 2 and reward 2 stand."""
    times = {"starts_at": made.now, "ends_at": made.now.replace(year=2027)}
    life.started(made, names=("Fountain", "Bakery"), all_points=0, **times)
    for number in (1, 2):
        life.find(made, finder, number)
    life.take_back(made, finder, 1)
