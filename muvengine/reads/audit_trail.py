"""Who did what, for whom."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.people.act import Act
from muvengine.store.unit_of_work import UnitOfWork


def audit_trail(
    open_reading: Callable[[], UnitOfWork],
    *,
    about: int | None = None,
    before: int | None = None,
    count: int = 50,
) -> tuple[Act, ...]:
    """Give the latest acts first.

    Args:
        open_reading: starts a reading.
        about: only acts by, for or on the person of this number.
        before: only acts older than the one of this number, for the next page.
        count: at most so many.
    """
    with open_reading() as uow:
        return uow.audit.list(about=about, before=before, count=count)
