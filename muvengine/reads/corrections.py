"""What was taken back and posted anew: a person's trips that were counted again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from muvengine.store.corrections import Corrected, corrected
from muvengine.store.unit_of_work import UnitOfWork

MOST: Final = 50


def corrections(
    open_reading: Callable[[], UnitOfWork], person_id: int, public_id: str | None = None
) -> tuple[Corrected, ...]:
    """Give the latest corrections, the latest first.

    Points on their way are taken back without a line in the statement of spendable ones: here
    each correction is told, whatever state the points were in.

    Args:
        open_reading: starts a reading transaction.
        person_id: whose; the caller has made sure that they may be seen.
        public_id: of one trip only.
    """
    with open_reading() as uow:
        found = corrected(uow.connection, person_id, most=MOST)
    return tuple(one for one in found if public_id in (None, one.public_id))
