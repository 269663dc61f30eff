"""Note in time whose points or vouchers end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from muvengine.core.ledger.lots import REMIND_DAYS, last_day_of, reminder_due
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.voucher import WARN_DAYS
from muvengine.services.attempt import OpenUow
from muvengine.services.reach import require_known
from muvengine.store.reminders import Reminder
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork

BATCH: Final = 200


def note_reminders(open_uow: OpenUow, *, now: datetime) -> int:
    """Note each reminder once, in small commits; safe to run twice and after a pause.

    Points of a person whose account is being looked into do not end: nothing is noted of them.

    Args:
        open_uow: starts a writing transaction.
        now: in the town's zone.

    Returns:
        How many are new.
    """
    with open_uow() as uow:
        due = list(_due(uow, now))
    parts = (due[start : start + BATCH] for start in range(0, len(due), BATCH))
    return sum(retried(partial(_note, open_uow, part, now)) for part in parts)


def tell_person(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> str:
    """Write down that a person was told what ends; give their name.

    Raises:
        NotFound: no such person, or a mediator of other centres.
    """
    with open_uow() as uow:
        person = uow.people.by_public_id(public_id)
        require_known(uow, actor, person.id)
        if uow.reminders.tell(person.id, by=actor.id, now=now):
            uow.audit.append(actor, "reminder.tell", "person", str(person.id), at=now)
        uow.commit()
    return person.name


def _due(uow: UnitOfWork, now: datetime) -> Iterator[Reminder]:
    zone, today = uow.programme.get().zone, now.date()
    far = now + timedelta(days=max(REMIND_DAYS) + 1)
    for points in uow.reminders.ending_points(now, far):
        last_day = last_day_of(points.expires_at, zone)
        days = reminder_due(last_day, today, REMIND_DAYS)
        if days is not None:
            yield Reminder(points.person_id, "points", last_day.isoformat(), days, last_day)
    until = today + timedelta(days=max(WARN_DAYS))
    for voucher in uow.reminders.ending_vouchers(today, until):
        days = reminder_due(voucher.last_day, today, WARN_DAYS)
        if days is not None:
            yield Reminder(voucher.person_id, "voucher", voucher.code, days, voucher.last_day)


def _note(open_uow: OpenUow, part: list[Reminder], now: datetime) -> int:
    with open_uow() as uow:
        noted = sum(uow.reminders.note(one, now=now) for one in part)
        uow.commit()
    return noted
