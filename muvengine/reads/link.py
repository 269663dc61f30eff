"""What a sign-in link is, before it is used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.people.token import token_hash
from muvengine.store.unit_of_work import UnitOfWork


def opens_again(open_reading: Callable[[], UnitOfWork], token: str, now: datetime) -> bool:
    """Tell whether this is a link of a demo, which opens as often as one likes."""
    with open_reading() as uow:
        found = uow.cards.link(token_hash(token), now)
    return found is not None and found.reusable
