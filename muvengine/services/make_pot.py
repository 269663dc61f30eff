"""An organiser makes a pot for a goal of the neighbourhood."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.pot import Pot, check_milestones
from muvengine.core.ledger.pot_events import pot_lay_aside
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

SAME_NAME_MAX: Final = 50


def make_pot(open_uow: OpenUow, pot: Pot, *, attempt: Attempt, now: datetime) -> str:
    """Keep ``pot`` and lay its money aside; give its key, numbered where the name is taken.

    Raises:
        BadInput: see ``check_milestones``.
        Unfunded: the budget does not hold the money that is to be paid.
        NotPossible: too many pots have this name.
        KeyReused: the attempt's key was used for something else.
    """
    check_milestones(pot)

    def make(uow: UnitOfWork) -> dict[str, Any]:
        key, pot_id = _add(uow, pot, now, attempt.actor.id)
        if pot.reached_cents:
            event = pot_lay_aside(pot_id, pot.reached_cents, By(attempt.actor, now))
            uow.ledger.post(event, now)
        uow.audit.append(attempt.actor, "pot.make", "pot", key, at=now)
        return {"key": key}

    return str(once(open_uow, attempt, make).value["key"])


def _add(uow: UnitOfWork, pot: Pot, now: datetime, by: int | None) -> tuple[str, int]:
    for number in range(1, SAME_NAME_MAX):
        key = pot.key if number == 1 else f"{pot.key[:60]}-{number}"
        pot_id = uow.pots.add(replace(pot, key=key), now=now, by=by)
        if pot_id is not None:
            return key, pot_id
    raise NotPossible(key=pot.key)
