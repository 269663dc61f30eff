"""An organiser takes an alarm, and later says how it was answered."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.ledger.journal import given_reason
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow


def take_alarm(open_uow: OpenUow, alarm_id: int, *, actor: Actor, now: datetime) -> None:
    """Look after an alarm from now on.

    Raises:
        NotFound: no such alarm.
        NotPossible: it was answered, or its reason is gone.
    """
    assert actor.id is not None, "a person takes an alarm"
    with open_uow() as uow:
        uow.alarms.take(alarm_id, by=actor.id, now=now)
        uow.audit.append(actor, "alarm.take", "alarm", str(alarm_id), at=now)
        uow.commit()


def close_alarm(
    open_uow: OpenUow, alarm_id: int, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Keep how an alarm was answered.

    Raises:
        ReasonMissing: fewer than five characters.
        NotFound: no such alarm.
        NotPossible: it was answered, or its reason is gone.
    """
    assert actor.id is not None, "a person closes an alarm"
    reason = given_reason(reason)
    with open_uow() as uow:
        uow.alarms.close(alarm_id, reason, by=actor.id, now=now)
        uow.audit.append(actor, "alarm.close", "alarm", str(alarm_id), at=now)
        uow.commit()
