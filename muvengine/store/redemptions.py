"""What happened at the tills."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.errors import NotFound
from muvengine.core.vouchers.redemption import Redemption
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_REDEMPTION: Final = metadata.tables["redemption"]
_ATTEMPT: Final = metadata.tables["redemption_attempt"]
_VOUCHER: Final = metadata.tables["voucher"]
_OFFER: Final = metadata.tables["offer"]
RAW_CHARACTERS_MAX: Final = 200

# Built once: at the till, building these costs as much as running them.
NOTING: Final = insert(_ATTEMPT).values(
    {
        name: bindparam(f"noted_{name}", type_=_ATTEMPT.c[name].type)
        for name in ("device_id", "at", "raw", "reason", "voucher_id")
    }
)
_NOTE: Final = Prepared(NOTING)
_ADD: Final = Prepared(
    {
        "sqlite": sqlite.insert(_REDEMPTION).on_conflict_do_nothing().returning(_REDEMPTION.c.id),
        "postgresql": postgresql.insert(_REDEMPTION)
        .on_conflict_do_nothing()
        .returning(_REDEMPTION.c.id),
    }
)
_OF_CLIENT: Final = Prepared(
    select(_REDEMPTION.c.id).where(_REDEMPTION.c.client_id == bindparam("client_id"))
)
# Everything a redemption is read from.
READ: Final = (
    select(_REDEMPTION, _VOUCHER.c.code, _VOUCHER.c.offer_id, _OFFER.c.title, _OFFER.c.pictogram)
    .join(_VOUCHER, _REDEMPTION.c.voucher_id == _VOUCHER.c.id)
    .join(_OFFER, _VOUCHER.c.offer_id == _OFFER.c.id)
)
_OF_NUMBER: Final = Prepared(
    READ.where(_REDEMPTION.c.id == bindparam("number"), _REDEMPTION.c.shop_id == bindparam("shop"))
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a tap came in.

    Attributes:
        client_id: the name under which its redemption is kept, for ever unique.
        said: what was scanned or typed.
        received_at: aware.
    """

    client_id: str
    said: str
    received_at: datetime


class RedemptionStore:
    """Keep redemptions and attempts inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Redemption, arrival: Arrival, *, single: bool) -> int | None:
        """Keep what a till did, note the attempt and give the redemption's number.

        None when a copy of it was kept meanwhile; then all must be undone.
        """
        _NOTE.run(self._connection, noted(new.device_id, arrival, new.state, new.voucher_id))
        row = redemption_row(new, arrival, single=single)
        return _ADD.scalar(self._connection, row | {"journal_id": new.journal_id})

    def get(self, redemption_id: int, *, shop_id: int) -> Redemption:
        """Find one of a shop's redemptions.

        Raises:
            NotFound: none of this shop has this number.
        """
        wanted = {"number": redemption_id, "shop": shop_id}
        row = _OF_NUMBER.first(self._connection, wanted)
        if row is None:
            raise NotFound(redemption=redemption_id)
        return as_redemption(row)

    def of_client(self, client_id: str) -> int | None:
        """Give the redemption a tablet made under this name before, if any."""
        return _OF_CLIENT.scalar(self._connection, {"client_id": client_id})

    def of_shop(self, shop_id: int, *, start: datetime, end: datetime) -> list[Redemption]:
        """List what a shop took in [start, end), newest first."""
        query = (
            READ.where(_REDEMPTION.c.shop_id == shop_id)
            .where(_REDEMPTION.c.scanned_at >= start, _REDEMPTION.c.scanned_at < end)
            .order_by(_REDEMPTION.c.id.desc())
        )
        return [as_redemption(row) for row in self._connection.execute(query)]

    def last_of(self, device_id: int, *, at_most: int) -> list[Redemption]:
        """List what a tablet took last, newest first."""
        query = READ.where(_REDEMPTION.c.device_id == device_id)
        query = query.order_by(_REDEMPTION.c.id.desc()).limit(at_most)
        return [as_redemption(row) for row in self._connection.execute(query)]

    def taken_by(self, device_id: int, voucher_id: int) -> bool:
        """Tell whether a tablet took this voucher, or a part of it, before."""
        query = select(_REDEMPTION.c.id).where(
            _REDEMPTION.c.device_id == device_id,
            _REDEMPTION.c.voucher_id == voucher_id,
            _REDEMPTION.c.state.in_(("accepted", "covered", "settled")),
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def disputed_cents(self, shop_id: int) -> int:
        """Sum what waits for the organiser's decision."""
        total = select(func.coalesce(func.sum(_REDEMPTION.c.amount_cents), 0))
        waiting = (_REDEMPTION.c.shop_id == shop_id) & (_REDEMPTION.c.state == "disputed")
        return int(self._connection.execute(total.where(waiting)).scalar_one())

    def new_faces(self, shop_id: int, *, start: datetime, end: datetime) -> int:
        """Count the people who came to a shop in [start, end) and never before."""
        came = (
            select(func.min(_REDEMPTION.c.scanned_at).label("first"))
            .join(_VOUCHER, _REDEMPTION.c.voucher_id == _VOUCHER.c.id)
            .where(_REDEMPTION.c.shop_id == shop_id)
            .where(_REDEMPTION.c.state.in_(("accepted", "covered", "settled")))
            .group_by(_VOUCHER.c.person_id)
            .subquery()
        )
        query = select(func.count()).where(came.c.first >= start, came.c.first < end)
        return int(self._connection.execute(query).scalar_one())

    def undo(self, redemption_id: int, *, now: datetime) -> bool:
        """Mark a redemption as undone; False when another hand, or a statement, was faster."""
        changed = self._connection.execute(
            update(_REDEMPTION)
            .where(_REDEMPTION.c.id == redemption_id, _REDEMPTION.c.state == "accepted")
            .where(_REDEMPTION.c.settlement_id.is_(None))
            .values(state="undone", undone_at=now)
        )
        return changed.rowcount == 1

    def note_attempt(self, device_id: int, arrival: Arrival, reason: str) -> None:
        """Keep that something was scanned or typed and not taken."""
        _NOTE.run(self._connection, noted(device_id, arrival, reason))


def redemption_row(new: Redemption, arrival: Arrival, *, single: bool) -> dict[str, Any]:
    """Give the columns of a redemption, all but its journal's number."""
    return {
        "voucher_id": new.voucher_id,
        "shop_id": new.shop_id,
        "device_id": new.device_id,
        "amount_cents": new.amount_cents,
        "single": single,
        "client_id": arrival.client_id,
        "scanned_at": new.scanned_at,
        "received_at": arrival.received_at,
        "offline": new.offline,
        "forced": new.forced,
        "refusal": new.refusal,
        "clock_off": new.clock_off,
        "decided_reason": "",
        "state": new.state,
    }


def noted(
    device_id: int, arrival: Arrival, reason: str, voucher_id: int | None = None
) -> dict[str, Any]:
    """Give what goes in the places of ``NOTING``."""
    return {
        "noted_device_id": device_id,
        "noted_at": arrival.received_at,
        "noted_raw": _printable(arrival.said[:RAW_CHARACTERS_MAX]),
        "noted_reason": reason,
        "noted_voucher_id": voucher_id,
    }


def _printable(text: str) -> str:
    """Show what no database or screen takes, such as NUL, as a question mark."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def as_redemption(row: Row[Any]) -> Redemption:
    """Make a redemption of a row of ``READ``."""
    return Redemption(
        id=row.id,
        voucher_id=row.voucher_id,
        code=row.code,
        title=row.title,
        pictogram=row.pictogram,
        shop_id=row.shop_id,
        device_id=row.device_id,
        amount_cents=row.amount_cents,
        scanned_at=row.scanned_at,
        state=row.state,
        journal_id=row.journal_id,
        offer_id=row.offer_id,
        offline=row.offline,
        forced=row.forced,
        refusal=row.refusal,
        clock_off=row.clock_off,
        decided_at=row.decided_at,
        decided_reason=row.decided_reason,
    )
