"""Forget sessions, links, tries and addresses that say nothing any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.people.centre import CARD_SHOWN_FOR
from muvengine.core.people.limits import FULL_AGAIN_AFTER
from muvengine.store.unit_of_work import UnitOfWork

# An ended session is still looked at when somebody asks who was signed in last week.
KEPT: Final = timedelta(days=30)


def prune_access(open_uow: Callable[[], UnitOfWork], *, now: datetime) -> int:
    """Drop what is over, and tell how many rows that was; safe to run twice."""
    with open_uow() as uow:
        dropped = (
            uow.buckets.forget(now - FULL_AGAIN_AFTER)
            + uow.sessions.forget(now - KEPT)
            + uow.cards.forget_links(now - KEPT)
            + uow.centres.forget_visits(now - CARD_SHOWN_FOR)
            + uow.mail_addresses.forget(now)
        )
        uow.commit()
    return dropped
