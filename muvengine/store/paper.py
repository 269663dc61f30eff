"""Vouchers on their way through a printer, and warnings that one ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Select, exists, insert, literal, select, update

from muvengine.core.people.identity import Person
from muvengine.core.vouchers.voucher import USABLE, Voucher, VoucherState
from muvengine.store.people import as_person, person_columns
from muvengine.store.tables import metadata
from muvengine.store.vouchers import as_voucher, select_vouchers

_VOUCHER: Final = metadata.tables["voucher"]
_PERSON: Final = metadata.tables["person"]
_WARNING: Final = metadata.tables["voucher_warning"]
_RESERVED: Final = _VOUCHER.c.state == VoucherState.RESERVED.value
_USABLE: Final = _VOUCHER.c.state.in_([state.value for state in USABLE])


class PaperStore:
    """Find and change what is printed inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reserved_by(self, helper_id: int) -> list[Voucher]:
        """List what a mediator took for people and has not printed, in the order of taking."""
        wanted = _RESERVED & (_VOUCHER.c.issued_by == helper_id)
        return self._listed(select_vouchers(wanted).order_by(_VOUCHER.c.id))

    def unprinted(self) -> list[Voucher]:
        """List every good voucher that was taken for paper and never printed."""
        wanted = _USABLE & (_VOUCHER.c.channel == "print") & _VOUCHER.c.printed_at.is_(None)
        return self._listed(select_vouchers(wanted).order_by(_VOUCHER.c.id))

    def overdue(self, now: datetime, *, at_most: int) -> list[Voucher]:
        """List reserved vouchers whose time to be printed is over."""
        wanted = _RESERVED & (_VOUCHER.c.reserved_until <= now)
        return self._listed(select_vouchers(wanted).order_by(_VOUCHER.c.id).limit(at_most))

    def still_overdue(self, voucher_id: int, now: datetime) -> bool:
        """Tell whether a voucher is reserved and its time over; a batch may have grown since."""
        wanted = (_VOUCHER.c.id == voucher_id, _RESERVED, _VOUCHER.c.reserved_until <= now)
        return self._connection.execute(select(_VOUCHER.c.id).where(*wanted)).first() is not None

    def extend(self, helper_id: int, until: datetime) -> None:
        """Let all that a mediator reserved wait as long as the newest of it."""
        self._connection.execute(
            update(_VOUCHER)
            .where(_RESERVED, _VOUCHER.c.issued_by == helper_id)
            .where(_VOUCHER.c.reserved_until < until)
            .values(reserved_until=until)
        )

    def issue(self, voucher_ids: Sequence[int], *, now: datetime) -> int:
        """Issue reserved vouchers that came out of the printer, in one guarded step.

        Returns:
            How many: another hand may have issued them before, or given them back.
        """
        changed = self._connection.execute(
            update(_VOUCHER)
            .where(_VOUCHER.c.id.in_(voucher_ids), _RESERVED)
            .values(state=VoucherState.ISSUED.value, printed_at=now, reserved_until=None)
        )
        return changed.rowcount

    def note_printed(self, voucher_ids: Sequence[int], *, now: datetime) -> None:
        """Remember that issued vouchers were printed."""
        self._connection.execute(
            update(_VOUCHER)
            .where(_VOUCHER.c.id.in_(voucher_ids), _VOUCHER.c.state == VoucherState.ISSUED.value)
            .values(printed_at=now)
        )

    def warn(self, days_before: int, today: date, *, now: datetime) -> int:
        """Note for each good voucher that ends in so many days that its owner is told; once."""
        told = exists().where(
            _WARNING.c.voucher_id == _VOUCHER.c.id, _WARNING.c.days_before == days_before
        )
        ending = _VOUCHER.c.last_day.between(today, today + timedelta(days=days_before))
        moment = literal(now, _WARNING.c.warned_at.type)
        due = select(_VOUCHER.c.id, literal(days_before), moment).where(_USABLE, ending, ~told)
        columns = ["voucher_id", "days_before", "warned_at"]
        written = insert(_WARNING).from_select(columns, due).returning(_WARNING.c.id)
        return len(self._connection.execute(written).all())

    def holders_to_call(self, helper_id: int, first: date, last: date) -> tuple[Person, ...]:
        """List whom a mediator enrolled with a good voucher that ends in [first, last]."""
        holds = exists().where(
            _VOUCHER.c.person_id == _PERSON.c.id, _USABLE, _VOUCHER.c.last_day.between(first, last)
        )
        query = (
            select(*person_columns(_PERSON))
            .where(_PERSON.c.enrolled_by == helper_id, _PERSON.c.closed_at.is_(None), holds)
            .order_by(_PERSON.c.name_key, _PERSON.c.id)
        )
        return tuple(as_person(row) for row in self._connection.execute(query).mappings())

    def warnings(self, voucher_id: int) -> list[tuple[int, datetime]]:
        """List (days before the last one, when) of each warning about a voucher."""
        query = select(_WARNING.c.days_before, _WARNING.c.warned_at).where(
            _WARNING.c.voucher_id == voucher_id
        )
        rows = self._connection.execute(query.order_by(_WARNING.c.id))
        return [(row.days_before, row.warned_at) for row in rows]

    def _listed(self, query: Select[tuple[object, ...]]) -> list[Voucher]:
        return [as_voucher(row) for row in self._connection.execute(query)]
