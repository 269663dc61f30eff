"""Somebody decides whether their traces are kept for a few days or forgotten once scored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import HELPERS
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NoTrace:
    """Whose traces, and whether they are to be forgotten at once."""

    person_id: int
    at_once: bool

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which it is decided, once."""
        return Attempt.of(actor, key, "keep_no_trace", self)


def keep_no_trace(open_uow: OpenUow, wish: NoTrace, *, attempt: Attempt, now: datetime) -> int:
    """Keep the decision; those that are kept now go with it.

    What tells a copy of a trip stays: one trace pays once.

    Args:
        open_uow: starts a writing transaction.
        wish: see ``NoTrace``.
        attempt: ``wish.attempt(actor, key)``; its actor is the person, or who helps them.
        now: aware.

    Returns:
        How many kept traces were forgotten.

    Raises:
        NotFound: nobody, or their account is closed.
    """

    def work(uow: UnitOfWork) -> dict[str, Any]:
        # A trip that is scored meanwhile waits, and then knows of it.
        uow.trips.lock_owner(wish.person_id)
        uow.people.change(wish.person_id, traces_off_at=now if wish.at_once else None)
        gone = uow.traces.forget_of(wish.person_id) if wish.at_once else 0
        if attempt.actor.kind in HELPERS:
            act = "privacy.no_trace" if wish.at_once else "privacy.trace"
            uow.audit.append(attempt.actor, act, "person", str(wish.person_id), at=now)
        return {"forgotten": gone}

    return int(once(open_uow, attempt, work).value["forgotten"])
