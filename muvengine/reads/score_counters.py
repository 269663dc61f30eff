"""Whether the counters that rules read are the sums of what the score sheets say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muvengine.store.score_rebuild import Difference
from muvengine.store.unit_of_work import UnitOfWork

__all__ = ["Compared", "Difference", "compare_counters"]

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs.

    Attributes:
        counters: how many differ.
        people: on the rows of how many people.
        first: the first few of them.
    """

    counters: int
    people: int
    first: tuple[Difference, ...]


def compare_counters(open_reading: OpenReading, *, most: int) -> Compared:
    """Compare every counter with the sheets that stand, as of one moment.

    Args:
        open_reading: starts a reading transaction.
        most: how many differences to name.
    """
    counters = 0
    people: set[int] = set()
    first: list[Difference] = []
    with open_reading() as uow:
        for found in uow.score_rebuild.differing():
            counters += 1
            people.add(found.holder)
            if len(first) < most:
                first.append(found)
    return Compared(counters, len(people), tuple(first))
