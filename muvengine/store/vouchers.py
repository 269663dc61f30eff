"""Vouchers at rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    case,
    func,
    literal,
    select,
    update,
)

from muvengine.core.errors import LimitReached, NotFound, UnknownCode
from muvengine.core.vouchers.voucher import Voucher, VoucherState
from muvengine.store.insert_once import insert_once
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_VOUCHER: Final = metadata.tables["voucher"]
_OFFER: Final = metadata.tables["offer"]
_SHOP: Final = metadata.tables["shop"]
_REDEMPTION: Final = metadata.tables["redemption"]


@dataclass(frozen=True, slots=True)
class NewVoucher:
    """What is known when a voucher is bought."""

    code: str
    token: str
    offer_id: int
    person_id: int
    shop_id: int
    period_key: str
    price_points: int
    face_cents: int
    divisible: bool
    issue_journal_id: int
    channel: str
    issued_at: datetime
    first_day: date
    last_day: date


def _select(wanted: ColumnElement[bool]) -> Any:  # noqa: ANN401  SQLAlchemy's type names all columns
    used_at = (
        select(func.max(_REDEMPTION.c.scanned_at))
        .where(_REDEMPTION.c.voucher_id == _VOUCHER.c.id)
        .where(_REDEMPTION.c.state.in_([literal(state) for state in ("accepted", "settled")]))
        .scalar_subquery()
    )
    return (
        select(
            _VOUCHER,
            _OFFER.c.title,
            _OFFER.c.pictogram,
            _SHOP.c.key.label("shop_key"),
            _SHOP.c.name.label("shop_name"),
            used_at.label("used_at"),
        )
        .join(_OFFER, _VOUCHER.c.offer_id == _OFFER.c.id)
        .join(_SHOP, _VOUCHER.c.shop_id == _SHOP.c.id)
        .where(wanted)
    )


# Built once: at the till, building these costs as much as running them.
_CODE: Final = _select(_VOUCHER.c.code == bindparam("said"))
_BY_CODE: Final = Prepared(_CODE)
_BY_OWNER: Final = Prepared(_CODE.where(_VOUCHER.c.person_id == bindparam("person")))
_BY_TOKEN: Final = Prepared(_select(_VOUCHER.c.token == bindparam("said")))
_USED: Final = _VOUCHER.c.redeemed_cents + bindparam("taken", type_=_VOUCHER.c.redeemed_cents.type)
_USE: Final = Prepared(
    update(_VOUCHER)
    .where(_VOUCHER.c.id == bindparam("number"), _VOUCHER.c.state == "issued")
    .where(_VOUCHER.c.face_cents >= _USED)
    .values(
        redeemed_cents=_USED,
        state=case((_VOUCHER.c.face_cents == _USED, "redeemed"), else_="issued"),
    )
)


class VoucherStore:
    """Find and change vouchers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewVoucher, *, issued_by: int | None, per_person: int) -> int:
        """Keep a voucher in the first free place of this person's in the period.

        The place is a unique key: of two purchases at once, one finds it taken.

        Raises:
            LimitReached: all places are taken.
        """
        mine = (
            _VOUCHER.c.offer_id == new.offer_id,
            _VOUCHER.c.person_id == new.person_id,
            _VOUCHER.c.period_key == new.period_key,
        )
        taken = set(self._connection.scalars(select(_VOUCHER.c.slot).where(*mine)))
        for slot in range(1, per_person + 1):
            if slot in taken:
                continue
            values = {field: getattr(new, field) for field in new.__slots__}
            values |= {"slot": slot, "state": VoucherState.ISSUED.value, "redeemed_cents": 0}
            values |= {"issued_by": issued_by, "closed_reason": ""}
            number = insert_once(self._connection, _VOUCHER, values, returning=_VOUCHER.c.id)
            if number is not None:
                return int(number)
        raise LimitReached(per_person=per_person)

    def get(self, *, code: str | None = None, token: str | None = None) -> Voucher:
        """Find a voucher by what was typed or scanned.

        Raises:
            UnknownCode: no voucher carries it.
        """
        query, said = (_BY_CODE, code) if code else (_BY_TOKEN, token)
        row = query.first(self._connection, {"said": said})
        if row is None:
            raise UnknownCode(typed=(code or token or "")[:20])
        return _voucher(row)

    def of_person(self, person_id: int, code: str) -> Voucher:
        """Find a person's own voucher.

        Raises:
            NotFound: none of theirs carries this code.
        """
        wanted = {"person": person_id, "said": code}
        row = _BY_OWNER.first(self._connection, wanted)
        if row is None:
            raise NotFound
        return _voucher(row)

    def all_of(self, person_id: int) -> list[Voucher]:
        """List a person's vouchers, newest first."""
        query = _select(_VOUCHER.c.person_id == person_id).order_by(_VOUCHER.c.id.desc())
        return [_voucher(row) for row in self._connection.execute(query)]

    def due(self, today: date, *, at_most: int) -> list[Voucher]:
        """List live vouchers whose last day is over."""
        wanted = (_VOUCHER.c.state == VoucherState.ISSUED.value) & (_VOUCHER.c.last_day < today)
        query = _select(wanted).order_by(_VOUCHER.c.id).limit(at_most)
        return [_voucher(row) for row in self._connection.execute(query)]

    def use(self, voucher: Voucher, amount_cents: int) -> bool:
        """Take ``amount_cents`` off a live voucher in one guarded step.

        Returns:
            False when another hand was faster; nothing was changed then.
        """
        values = {"number": voucher.id, "taken": amount_cents}
        return _USE.run(self._connection, values) == 1

    def unuse(self, voucher_id: int, amount_cents: int) -> bool:
        """Put ``amount_cents`` back on a voucher; False when it was closed meanwhile."""
        changed = self._connection.execute(
            update(_VOUCHER)
            .where(_VOUCHER.c.id == voucher_id, _VOUCHER.c.state.in_(("issued", "redeemed")))
            .values(redeemed_cents=_VOUCHER.c.redeemed_cents - amount_cents, state="issued")
        )
        return changed.rowcount == 1

    def close(self, voucher: Voucher, state: VoucherState, *, reason: str, now: datetime) -> bool:
        """Withdraw or expire a voucher as it was read; False when another hand was faster."""
        values: dict[str, Any] = {"state": state.value, "closed_at": now, "closed_reason": reason}
        if state is VoucherState.VOID:
            values["slot"] = None
        changed = self._connection.execute(
            update(_VOUCHER)
            .where(_VOUCHER.c.id == voucher.id, _VOUCHER.c.state == "issued")
            .where(_VOUCHER.c.redeemed_cents == voucher.redeemed_cents)
            .values(**values)
        )
        return changed.rowcount == 1


def _voucher(row: Row[Any]) -> Voucher:
    return Voucher(
        id=row.id,
        code=row.code,
        token=row.token,
        offer_id=row.offer_id,
        person_id=row.person_id,
        shop_id=row.shop_id,
        shop_key=row.shop_key,
        shop_name=row.shop_name,
        title=row.title,
        state=VoucherState(row.state),
        price_points=row.price_points,
        face_cents=row.face_cents,
        redeemed_cents=row.redeemed_cents,
        divisible=row.divisible,
        issued_at=row.issued_at,
        first_day=row.first_day,
        last_day=row.last_day,
        issue_journal_id=row.issue_journal_id,
        used_at=row.used_at,
        pictogram=row.pictogram,
    )
