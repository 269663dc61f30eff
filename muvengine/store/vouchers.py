"""Vouchers at rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from muvengine.core.errors import DayLimitReached, LimitReached, NotFound, UnknownCode
from muvengine.core.vouchers.terms import Terms
from muvengine.core.vouchers.voucher import USABLE, Voucher, VoucherState
from muvengine.store.insert_once import insert_once
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata
from muvengine.store.terms import terms_columns, terms_of

_VOUCHER: Final = metadata.tables["voucher"]
_OFFER: Final = metadata.tables["offer"]
_SHOP: Final = metadata.tables["shop"]
_REDEMPTION: Final = metadata.tables["redemption"]
_STAFF: Final = metadata.tables["shop_staff"]


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
    terms: Terms = field(default_factory=Terms)
    state: VoucherState = VoucherState.ISSUED
    reserved_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """How many a person may have: of the offer in its period, and of all offers in a day."""

    per_person: int
    per_day: int


_CHOSEN: Final = frozenset({"terms", "state"})
_USABLE: Final = tuple(state.value for state in USABLE)


def select_vouchers(wanted: ColumnElement[bool]) -> Any:  # noqa: ANN401  SQLAlchemy's type names all columns
    """Read vouchers with what people call their offer and shop."""
    used_at = (
        select(func.max(_REDEMPTION.c.scanned_at))
        .where(_REDEMPTION.c.voucher_id == _VOUCHER.c.id)
        .where(_REDEMPTION.c.state.in_([literal(state) for state in ("accepted", "settled")]))
        .scalar_subquery()
    )
    works_there = (
        select(_STAFF.c.id)
        .where(_STAFF.c.shop_id == _VOUCHER.c.shop_id, _STAFF.c.person_id == _VOUCHER.c.person_id)
        .exists()
    )
    return (
        select(
            _VOUCHER,
            _OFFER.c.title,
            _OFFER.c.pictogram,
            _OFFER.c.none_until,
            _SHOP.c.key.label("shop_key"),
            _SHOP.c.name.label("shop_name"),
            used_at.label("used_at"),
            works_there.label("holder_works_there"),
        )
        .join(_OFFER, _VOUCHER.c.offer_id == _OFFER.c.id)
        .join(_SHOP, _VOUCHER.c.shop_id == _SHOP.c.id)
        .where(wanted)
    )


# Built once: at the till, building these costs as much as running them.
_CODE: Final = select_vouchers(_VOUCHER.c.code == bindparam("said"))
_BY_CODE: Final = Prepared(_CODE)
_BY_OWNER: Final = Prepared(_CODE.where(_VOUCHER.c.person_id == bindparam("person")))
_BY_TOKEN: Final = Prepared(select_vouchers(_VOUCHER.c.token == bindparam("said")))
_USED: Final = _VOUCHER.c.redeemed_cents + bindparam("taken", type_=_VOUCHER.c.redeemed_cents.type)
_USE: Final = Prepared(
    update(_VOUCHER)
    .where(
        _VOUCHER.c.id == bindparam("number"),
        _VOUCHER.c.state.in_([literal(state) for state in _USABLE]),
    )
    .where(_VOUCHER.c.face_cents >= _USED)
    .values(
        redeemed_cents=_USED,
        # A percentage is used up by one bill, however small.
        state=case(
            (or_(_VOUCHER.c.face_cents == _USED, _VOUCHER.c.percent_off.is_not(None)), "redeemed"),
            else_="issued",
        ),
    )
)


class VoucherStore:
    """Find and change vouchers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewVoucher, *, issued_by: int | None, places: Places) -> int:
        """Keep a voucher in the first free place of this person's in the period and in the day.

        Both places are unique keys: of two purchases at once, one finds them taken and looks
        for the next.

        Raises:
            LimitReached: all places of the offer are taken.
            DayLimitReached: all places of the day are taken.
        """
        mine = _VOUCHER.c.person_id == new.person_id
        offer = (_VOUCHER.c.offer_id == new.offer_id, _VOUCHER.c.period_key == new.period_key)
        values = _columns(new, issued_by)
        today = new.issued_at.date()
        tried: tuple[int, int] | None = None
        while True:
            slot = self._free(places.per_person, _VOUCHER.c.slot, mine, *offer)
            if slot is None:
                raise LimitReached(per_person=places.per_person)
            day_slot = self._free(
                places.per_day, _VOUCHER.c.day_slot, mine, _VOUCHER.c.bought_on == today
            )
            if day_slot is None:
                raise DayLimitReached(per_day=places.per_day)
            assert (slot, day_slot) != tried, "a code was drawn twice"
            tried = slot, day_slot
            row = values | {"slot": slot, "day_slot": day_slot}
            number = insert_once(self._connection, _VOUCHER, row, returning=_VOUCHER.c.id)
            if number is not None:
                return int(number)

    def add_won(self, new: NewVoucher) -> int:
        """Keep a voucher that nobody paid for: it takes no place of those a person may buy."""
        written = insert(_VOUCHER).values(_columns(new, None)).returning(_VOUCHER.c.id)
        return int(self._connection.execute(written).scalar_one())

    def _free(
        self, most: int, place: ColumnElement[int], *wanted: ColumnElement[bool]
    ) -> int | None:
        taken = set(self._connection.scalars(select(place).where(*wanted)))
        return next((slot for slot in range(1, most + 1) if slot not in taken), None)

    def get(self, *, code: str | None = None, token: str | None = None) -> Voucher:
        """Find a voucher by what was typed or scanned.

        Raises:
            UnknownCode: no voucher carries it.
        """
        query, said = (_BY_CODE, code) if code else (_BY_TOKEN, token)
        row = query.first(self._connection, {"said": said})
        if row is None:
            raise UnknownCode(typed=(code or token or "")[:20])
        return as_voucher(row)

    def of_person(self, person_id: int, code: str) -> Voucher:
        """Find a person's own voucher.

        Raises:
            NotFound: none of theirs carries this code.
        """
        wanted = {"person": person_id, "said": code}
        row = _BY_OWNER.first(self._connection, wanted)
        if row is None:
            raise NotFound
        return as_voucher(row)

    def all_of(self, person_id: int) -> list[Voucher]:
        """List a person's vouchers, newest first."""
        query = select_vouchers(_VOUCHER.c.person_id == person_id).order_by(_VOUCHER.c.id.desc())
        return [as_voucher(row) for row in self._connection.execute(query)]

    def due(self, today: date, *, at_most: int) -> list[Voucher]:
        """List live vouchers whose last day is over."""
        wanted = _VOUCHER.c.state.in_(_USABLE) & (_VOUCHER.c.last_day < today)
        query = select_vouchers(wanted).order_by(_VOUCHER.c.id).limit(at_most)
        return [as_voucher(row) for row in self._connection.execute(query)]

    def usable_of_shop(self, shop_id: int) -> list[Voucher]:
        """List every good voucher of a shop, oldest first."""
        wanted = (_VOUCHER.c.shop_id == shop_id) & _VOUCHER.c.state.in_(_USABLE)
        query = select_vouchers(wanted).order_by(_VOUCHER.c.id)
        return [as_voucher(row) for row in self._connection.execute(query)]

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

    def prolong(self, offer_id: int, *, first: date, to: date) -> int:
        """Let live vouchers that would end in [first, to) end on ``to``; give how many."""
        return self._connection.execute(
            update(_VOUCHER)
            .where(_VOUCHER.c.offer_id == offer_id)
            .where(_VOUCHER.c.state.in_(_USABLE))
            .where(_VOUCHER.c.last_day >= first, _VOUCHER.c.last_day < to)
            .values(last_day=to)
        ).rowcount

    def close(self, voucher: Voucher, state: VoucherState, *, reason: str, now: datetime) -> bool:
        """Withdraw or expire a voucher as it was read; False when another hand was faster."""
        values: dict[str, Any] = {"state": state.value, "closed_at": now, "closed_reason": reason}
        if state is VoucherState.VOID:
            values |= {"slot": None, "day_slot": None}
        changed = self._connection.execute(
            update(_VOUCHER)
            .where(_VOUCHER.c.id == voucher.id, _VOUCHER.c.state == voucher.state.value)
            .where(_VOUCHER.c.state.in_(_USABLE))
            .where(_VOUCHER.c.redeemed_cents == voucher.redeemed_cents)
            .values(**values)
        )
        return changed.rowcount == 1


def as_voucher(row: Row[Any]) -> Voucher:
    """Make a voucher of a row read with ``select_vouchers``."""
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
        terms=terms_of(row),
        holder_works_there=bool(row.holder_works_there),
        reserved_until=row.reserved_until,
        channel=row.channel,
        none_until=row.none_until,
    )


def _columns(new: NewVoucher, issued_by: int | None) -> dict[str, Any]:
    values = {name: getattr(new, name) for name in new.__slots__ if name not in _CHOSEN}
    values |= {"state": new.state.value, "bought_on": new.issued_at.date(), "redeemed_cents": 0}
    return values | {"issued_by": issued_by, "closed_reason": "", **terms_columns(new.terms)}
