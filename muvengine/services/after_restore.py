"""A copy was put in the place of the database, perhaps while servers were running."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]

FAR: Final = 1 << 30


def after_restore(open_uow: OpenUow, pick: Callable[[int], int]) -> None:
    """Let no process go on with what it knows of the database that went.

    The copy's numbers are of the past and would be given a second time, for other routes and
    rulebooks: a process that knew the first ones would never ask.

    Args:
        open_uow: starts a writing transaction.
        pick: gives a random number below its argument.
    """
    with open_uow() as uow:
        uow.programme.number_anew(pick(FAR))
        uow.commit()
