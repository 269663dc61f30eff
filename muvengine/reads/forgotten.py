"""Who was forgotten, by number: what an older copy of the database does not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from muvengine.core.people.forgotten import Forgotten
from muvengine.store.unit_of_work import UnitOfWork

ACT: Final = "privacy.erase"


def forgotten(open_reading: Callable[[], UnitOfWork]) -> tuple[Forgotten, ...]:
    """Give everybody who was forgotten, oldest first."""
    with open_reading() as uow:
        return tuple(Forgotten(int(act.ref_id), act.at) for act in uow.audit.all_of(ACT))
