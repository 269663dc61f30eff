"""Say in time that points or money run out."""

from __future__ import annotations

from datetime import datetime

from muvengine.services.attempt import OpenUow
from muvengine.store.envelope_figures import Envelope, envelopes


def raise_alarms(open_uow: OpenUow, *, now: datetime) -> int:
    """Raise what is new and end what is over; safe to run twice.

    An envelope has one alarm at a time: a louder one takes the place of a milder one.

    Args:
        open_uow: starts a writing transaction.
        now: in the town's zone.

    Returns:
        How many alarms are new.
    """
    with open_uow() as uow:
        loud = [one for one in envelopes(uow.connection, now) if one.level is not None]
        lasting = {(one.subject, one.level.value) for one in loud if one.level is not None}
        uow.alarms.end_others(lasting, now=now)
        raised = sum(
            uow.alarms.raise_once(one.subject, one.level, _facts(one), now=now)
            for one in loud
            if one.level is not None
        )
        uow.commit()
    return raised


def _facts(one: Envelope) -> dict[str, object]:
    last_day = one.outlook.last_day
    return {
        "left": one.left,
        "granted": one.granted,
        "course": one.outlook.course.value,
        "per_week": one.outlook.per_week,
        "last_day": last_day.isoformat() if last_day else None,
    }
