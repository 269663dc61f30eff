"""Reminders at rest: what ends soon, and who has been told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, func, select, update

from muvengine.core.vouchers.voucher import VoucherState
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_reminder: Final = metadata.tables["reminder"]
_lot: Final = metadata.tables["points_lot"]
_account: Final = metadata.tables["ledger_account"]
_person: Final = metadata.tables["person"]
_voucher: Final = metadata.tables["voucher"]
_offer: Final = metadata.tables["offer"]
_shop: Final = metadata.tables["shop"]


@dataclass(frozen=True, slots=True)
class EndingPoints:
    """Points of one person that end at one instant."""

    person_id: int
    points: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class EndingVoucher:
    """A voucher that can still be used, and its last day."""

    person_id: int
    code: str
    last_day: date
    shop_name: str
    title: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody is to be told of ``subject``: a last day of points, or the code of a voucher."""

    person_id: int
    kind: str
    subject: str
    days: int
    last_day: date


class ReminderStore:
    """Find what ends, and note it, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ending_points(
        self, now: datetime, until: datetime, *, people: Collection[int] | None = None
    ) -> tuple[EndingPoints, ...]:
        """Sum points by person and by when they end, the first to end first.

        Those of frozen people do not end, and are left out.
        """
        query = (
            select(_account.c.owner_id, func.sum(_lot.c.remaining), _lot.c.expires_at)
            .join(_account, _account.c.id == _lot.c.account_id)
            .join(_person, _person.c.id == _account.c.owner_id)
            .where(_lot.c.remaining > 0, _lot.c.expires_at > now, _lot.c.expires_at <= until)
            .where(_person.c.frozen_at.is_(None))
            .group_by(_account.c.owner_id, _lot.c.expires_at)
            .order_by(_lot.c.expires_at, _account.c.owner_id)
        )
        if people is not None:
            query = query.where(_account.c.owner_id.in_(people))
        rows = self._connection.execute(query)
        return tuple(EndingPoints(int(row[0]), int(row[1]), row[2]) for row in rows)

    def ending_vouchers(
        self, today: date, until: date, *, people: Collection[int] | None = None
    ) -> tuple[EndingVoucher, ...]:
        """List vouchers that can still be used, the first to end first."""
        query = (
            select(
                _voucher.c.person_id,
                _voucher.c.code,
                _voucher.c.last_day,
                _shop.c.name,
                _offer.c.title,
            )
            .join(_shop, _shop.c.id == _voucher.c.shop_id)
            .join(_offer, _offer.c.id == _voucher.c.offer_id)
            .where(_voucher.c.state == VoucherState.ISSUED.value)
            .where(_voucher.c.last_day.between(today, until))
            .order_by(_voucher.c.last_day, _voucher.c.id)
        )
        if people is not None:
            query = query.where(_voucher.c.person_id.in_(people))
        return tuple(EndingVoucher(*row) for row in self._connection.execute(query))

    def note(self, reminder: Reminder, *, now: datetime) -> bool:
        """Note a reminder once; False when it was noted before."""
        values = {
            "person_id": reminder.person_id,
            "kind": reminder.kind,
            "subject": reminder.subject,
            "days": reminder.days,
            "last_day": reminder.last_day,
            "noted_at": now,
        }
        noted = insert_once(self._connection, _reminder, values, returning=_reminder.c.id)
        return noted is not None

    def to_tell(self, today: date) -> tuple[Reminder, ...]:
        """List reminders nobody has passed on yet, the first to end first."""
        columns = _reminder.c
        query = (
            select(columns.person_id, columns.kind, columns.subject, columns.days, columns.last_day)
            .where(columns.told_at.is_(None), columns.last_day >= today)
            .order_by(columns.last_day, columns.id)
        )
        return tuple(Reminder(*row) for row in self._connection.execute(query))

    def tell(self, person_id: int, *, by: int | None, now: datetime) -> int:
        """Write down that somebody knows; give how many reminders that were."""
        told = self._connection.execute(
            update(_reminder)
            .where(_reminder.c.person_id == person_id, _reminder.c.told_at.is_(None))
            .values(told_at=now, told_by=by)
        )
        return told.rowcount
