"""An organiser takes care of an alert, and closes it with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.ledger.journal import given_reason
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow

ALERT: Final = "alert"


def own_alert(open_uow: OpenUow, alert_id: int, *, actor: Actor, now: datetime) -> None:
    """Let the others see who looks after an open alert; safe to repeat.

    Raises:
        NotPossible: no such alert, or it is closed.
    """
    assert actor.id is not None
    with open_uow() as uow:
        uow.watch.own(alert_id, actor.id)
        uow.audit.append(actor, "alert.own", ALERT, str(alert_id), at=now)
        uow.commit()


def close_alert(
    open_uow: OpenUow, alert_id: int, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Close an alert.

    Raises:
        ReasonMissing: fewer than five characters.
        NotPossible: no such alert, or it is closed.
    """
    plain = given_reason(reason)
    with open_uow() as uow:
        uow.watch.close(alert_id, plain, by=actor.id, now=now)
        uow.audit.append(actor, "alert.close", ALERT, str(alert_id), at=now)
        uow.commit()
