"""Who works where, and alerts, at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    delete,
    func,
    select,
    update,
)

from muvengine.core.errors import NotPossible
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.alert import Alert, AlertKind, Sighting
from muvengine.store.insert_once import insert_once
from muvengine.store.people import as_person, person_columns
from muvengine.store.tables import metadata

_STAFF: Final = metadata.tables["shop_staff"]
_ALERT: Final = metadata.tables["alert"]
_PERSON: Final = metadata.tables["person"]
_SHOP: Final = metadata.tables["shop"]
_REDEMPTION: Final = metadata.tables["redemption"]
_VOUCHER: Final = metadata.tables["voucher"]
_COUNTS: Final = ("accepted", "covered", "disputed", "settled")


@dataclass(frozen=True, slots=True)
class Hand:
    """How often one tablet took one person's vouchers."""

    shop_id: int
    person_id: int
    device_id: int
    times: int


class WatchStore:
    """Find and change what organisers watch inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def staff_of(self, shop_id: int) -> list[Person]:
        """List the participants who work in a shop, by name."""
        query = (
            select(*person_columns(_PERSON))
            .join(_STAFF, _STAFF.c.person_id == _PERSON.c.id)
            .where(_STAFF.c.shop_id == shop_id, _PERSON.c.closed_at.is_(None))
            .order_by(_PERSON.c.name_key, _PERSON.c.id)
        )
        return [as_person(row) for row in self._connection.execute(query).mappings()]

    def mark_staff(self, shop_id: int, person_id: int, *, by: int | None, now: datetime) -> bool:
        """Note that a participant works in a shop; False when that was noted before."""
        values = {"shop_id": shop_id, "person_id": person_id, "marked_at": now, "marked_by": by}
        return insert_once(self._connection, _STAFF, values, returning=_STAFF.c.id) is not None

    def unmark_staff(self, shop_id: int, person_id: int) -> bool:
        """Forget that a participant works in a shop; False when they did not."""
        gone = delete(_STAFF).where(_STAFF.c.shop_id == shop_id, _STAFF.c.person_id == person_id)
        return self._connection.execute(gone).rowcount == 1

    def hands(self, start: datetime, end: datetime, *, more_than: int) -> list[Hand]:
        """Count redemptions in [start, end) by person and tablet; only those above a number."""
        times = func.count(_REDEMPTION.c.id)
        query = (
            select(
                _REDEMPTION.c.shop_id, _VOUCHER.c.person_id, _REDEMPTION.c.device_id,
                times.label("times"),
            )
            .join(_VOUCHER, _REDEMPTION.c.voucher_id == _VOUCHER.c.id)
            .where(_between(start, end))
            .group_by(_REDEMPTION.c.shop_id, _VOUCHER.c.person_id, _REDEMPTION.c.device_id)
            .having(times > more_than)
        )  # fmt: skip
        return [Hand(**row) for row in self._connection.execute(query).mappings()]

    def taken(self, start: datetime, end: datetime) -> list[tuple[int, datetime]]:
        """List (shop, when) of each redemption in [start, end)."""
        query = select(_REDEMPTION.c.shop_id, _REDEMPTION.c.scanned_at).where(_between(start, end))
        return [(row.shop_id, row.scanned_at) for row in self._connection.execute(query)]

    def raise_alert(self, seen: Sighting, *, now: datetime) -> bool:
        """Keep an alert; False when the same was raised before, also when it is closed."""
        values = {
            "kind": seen.kind.value,
            "shop_id": seen.shop_id,
            "subject": seen.subject,
            "day": seen.day,
            "facts": dict(seen.facts),
            "raised_at": now,
            "closing_reason": "",
        }
        return insert_once(self._connection, _ALERT, values, returning=_ALERT.c.id) is not None

    def alerts(self, *, most: int) -> list[Alert]:
        """List alerts, open ones first, the newest of each first."""
        owner = _PERSON.alias("owner")
        query = (
            select(_ALERT, _SHOP.c.key, _SHOP.c.name.label("shop_name"), owner.c.name)
            .join(_SHOP, _ALERT.c.shop_id == _SHOP.c.id)
            .outerjoin(owner, _ALERT.c.owner_id == owner.c.id)
            .order_by(_ALERT.c.closed_at.is_not(None), _ALERT.c.day.desc(), _ALERT.c.id.desc())
            .limit(most)
        )
        rows = self._connection.execute(query).mappings().all()
        numbers = {_person_of(row["subject"]) for row in rows} - {None}
        named = select(_PERSON.c.id, _PERSON.c.name).where(_PERSON.c.id.in_(numbers))
        names = {row.id: row.name for row in self._connection.execute(named)}
        return [_alert(row, names.get(_person_of(row["subject"]), "")) for row in rows]

    def open_alerts(self) -> int:
        """Count alerts that wait for a person."""
        query = select(func.count()).select_from(_ALERT).where(_ALERT.c.closed_at.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def own(self, alert_id: int, owner_id: int) -> None:
        """Give an open alert to an organiser.

        Raises:
            NotPossible: no such alert, or it is closed.
        """
        self._change(alert_id, owner_id=owner_id)

    def close(self, alert_id: int, reason: str, *, by: int | None, now: datetime) -> None:
        """Close an open alert; whoever closes one that nobody looked after becomes its owner.

        Raises:
            NotPossible: no such alert, or it is closed.
        """
        self._change(
            alert_id,
            closed_at=now,
            closed_by=by,
            closing_reason=reason,
            owner_id=func.coalesce(_ALERT.c.owner_id, by),
        )

    def _change(self, alert_id: int, **values: object) -> None:
        changed = self._connection.execute(
            update(_ALERT)
            .where(_ALERT.c.id == alert_id, _ALERT.c.closed_at.is_(None))
            .values(**values)
        )
        if changed.rowcount != 1:
            raise NotPossible(alert=alert_id)


def _between(start: datetime, end: datetime) -> ColumnElement[bool]:
    when = (_REDEMPTION.c.scanned_at >= start) & (_REDEMPTION.c.scanned_at < end)
    return when & _REDEMPTION.c.state.in_(_COUNTS)


def _person_of(subject: str) -> int | None:
    person = subject.partition(":")[0]
    return int(person) if person else None


def _alert(row: RowMapping, person: str) -> Alert:
    seen = Sighting(
        AlertKind(row["kind"]), row["shop_id"], row["day"], row["subject"], row["facts"]
    )
    return Alert(
        id=row["id"],
        sighting=seen,
        shop_key=row["key"],
        shop_name=row["shop_name"],
        person=person,
        raised_at=row["raised_at"],
        owner=row["name"] or "",
        closed_at=row["closed_at"],
        closing_reason=row["closing_reason"],
    )
