"""What a tablet takes along for the time without network: its own shop's vouchers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, func, or_, select

from muvengine.core.vouchers.terms import Terms
from muvengine.core.vouchers.voucher import USABLE, VoucherState
from muvengine.store.tables import metadata
from muvengine.store.terms import terms_of

_VOUCHER: Final = metadata.tables["voucher"]
_OFFER: Final = metadata.tables["offer"]
_REDEMPTION: Final = metadata.tables["redemption"]


@dataclass(frozen=True, slots=True)
class ShopVoucher:
    """One voucher of a shop, without its owner.

    Attributes:
        code, token: to be hashed before they leave.
        offer_id: what it is for.
        state: issued, redeemed, void or expired.
        used_at: when it was last taken, if ever.
        terms: as it was bought.
    """

    code: str
    token: str
    offer_id: int
    face_cents: int
    left_cents: int
    divisible: bool
    state: str
    used_at: datetime | None
    first_day: date
    last_day: date
    terms: Terms


@dataclass(frozen=True, slots=True)
class ShopOffer:
    """What a voucher is for, and what is asked of one that is newer than the list."""

    id: int
    title: Mapping[str, str]
    pictogram: str
    divisible: bool
    terms: Terms


class SnapshotStore:
    """List a shop's vouchers inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def vouchers(self, shop_id: int, *, since: datetime) -> list[ShopVoucher]:
        """List a shop's live vouchers, and those used or closed since ``since``, in order."""
        used = (
            select(
                _REDEMPTION.c.voucher_id,
                func.max(_REDEMPTION.c.scanned_at).label("used_at"),
                func.max(_REDEMPTION.c.received_at).label("heard_at"),
            )
            .where(_REDEMPTION.c.shop_id == shop_id)
            .where(_REDEMPTION.c.state.in_(("accepted", "settled")))
            .group_by(_REDEMPTION.c.voucher_id)
            .subquery()
        )
        lately = or_(
            _VOUCHER.c.state.in_([state.value for state in USABLE]),
            and_(_VOUCHER.c.state == "redeemed", used.c.heard_at >= since),
            _VOUCHER.c.closed_at >= since,
        )
        query = (
            select(_VOUCHER, used.c.used_at)
            .outerjoin(used, used.c.voucher_id == _VOUCHER.c.id)
            .where(_VOUCHER.c.shop_id == shop_id, lately)
            .order_by(_VOUCHER.c.id)
        )
        return [_voucher(row) for row in self._connection.execute(query)]

    def offers(self, shop_id: int) -> list[ShopOffer]:
        """List everything a shop ever gave: an old voucher may still come."""
        query = select(_OFFER).where(_OFFER.c.shop_id == shop_id).order_by(_OFFER.c.id)
        return [
            ShopOffer(row.id, row.title, row.pictogram, row.divisible, terms_of(row))
            for row in self._connection.execute(query)
        ]


def _voucher(row: Any) -> ShopVoucher:  # noqa: ANN401  a row
    return ShopVoucher(
        code=row.code,
        token=row.token,
        offer_id=row.offer_id,
        face_cents=row.face_cents,
        left_cents=row.face_cents - row.redeemed_cents,
        divisible=row.divisible,
        # One that waits for its printer is as good at the till.
        state=VoucherState.ISSUED.value if row.state in USABLE else row.state,
        used_at=row.used_at,
        first_day=row.first_day,
        last_day=row.last_day,
        terms=terms_of(row),
    )
