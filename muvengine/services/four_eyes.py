"""What one member of staff may not do alone; called inside another service's transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from muvengine.core.errors import NotAllowed
from muvengine.store.unit_of_work import UnitOfWork

FOUR_EYES_ABOVE: Final = 200
"""More points than this need a second person."""


def check_eyes(
    uow: UnitOfWork, points: int, second: int | None, involved: Collection[int | None]
) -> None:
    """Let a second member of staff stand behind many points.

    Args:
        uow: any.
        points: that move, 0 or more.
        second: number of who approved it; None for nobody.
        involved: whoever does it and whoever it is about: none of them is a second.

    Raises:
        NotAllowed: more than 200 points without a second member of staff.
    """
    if points <= FOUR_EYES_ABOVE:
        return
    others = {person.id for person in uow.people.staff()} - set(involved)
    if second not in others:
        raise NotAllowed(points_max=FOUR_EYES_ABOVE)
