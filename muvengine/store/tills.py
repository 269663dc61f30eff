"""Tablets at work: in touch or not, how far they go alone, and whether they are suspended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select, update

from muvengine.core.errors import NotFound
from muvengine.core.people.limits import Bucket
from muvengine.core.vouchers.offline import Contact, OfflineTerms
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_SHOP: Final = metadata.tables["shop"]
_DEVICE: Final = metadata.tables["shop_device"]
_BUCKET: Final = metadata.tables["token_bucket"]
_REDEMPTION: Final = metadata.tables["redemption"]
_OF_DEVICE: Final = (
    select(
        _DEVICE.c.last_sync_at,
        _DEVICE.c.offline_since,
        _DEVICE.c.paired_at,
        _DEVICE.c.suspended_at,
        _DEVICE.c.revoked_at,
        _DEVICE.c.token_hash,
        _SHOP.c.offline_cents,
        _SHOP.c.offline_hours,
        _SHOP.c.offline_scans,
    )
    .join(_SHOP, _SHOP.c.id == _DEVICE.c.shop_id)
    .where(_DEVICE.c.id == bindparam("device_id"))
)
_STANDING: Final = Prepared(_OF_DEVICE)
# One way to the database instead of three: a till waits for it.
_BEFORE_TAP: Final = Prepared(
    _OF_DEVICE.add_columns(
        _BUCKET.c.tokens, _BUCKET.c.updated_at, _REDEMPTION.c.id.label("redemption_id")
    )
    .outerjoin(_BUCKET, _BUCKET.c.key == bindparam("pause"))
    .outerjoin(_REDEMPTION, _REDEMPTION.c.client_id == bindparam("client_id"))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the town stands to one tablet.

    Attributes:
        contact: when it was in touch.
        terms: how far it goes without network.
        suspended: it takes nothing until an organiser has looked.
        revoked_at: when it was shut out for good, if ever.
        salt: hexadecimal, its own: what its list of vouchers is hashed with.
    """

    contact: Contact
    terms: OfflineTerms
    suspended: bool
    revoked_at: datetime | None
    salt: str


@dataclass(frozen=True, slots=True)
class BeforeTap:
    """What is known when a tap arrives.

    Attributes:
        standing: of its tablet.
        tries: what is left of the tablet's tries; None when it never guessed.
        redemption_id: what this very tap made when it was sent before, if it was.
    """

    standing: Standing
    tries: Bucket | None
    redemption_id: int | None


class TillStore:
    """Read and change tablets at work inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self, device_id: int) -> Standing:
        """Give how the town stands to a tablet.

        Raises:
            NotFound: no such tablet.
        """
        row = _STANDING.first(self._connection, {"device_id": device_id})
        if row is None:
            raise NotFound(device=device_id)
        return _as_standing(row)

    def before_tap(self, device_id: int, *, client_id: str, pause_key: str) -> BeforeTap:
        """Give all that is asked of a tablet before a tap is looked at.

        Args:
            device_id: the tablet.
            client_id: under which the tap is kept.
            pause_key: names the bucket of the tablet's tries.

        Raises:
            NotFound: no such tablet.
        """
        wanted = {"device_id": device_id, "client_id": client_id, "pause": pause_key}
        row = _BEFORE_TAP.first(self._connection, wanted)
        if row is None:
            raise NotFound(device=device_id)
        tries = None if row.tokens is None else Bucket(row.tokens, row.updated_at)
        return BeforeTap(_as_standing(row), tries, row.redemption_id)

    def note_contact(self, device_id: int, contact: Contact, clock_skew_s: int | None) -> None:
        """Keep that a tablet asked for its list, and how far off its clock was."""
        values: dict[str, object] = {
            "last_sync_at": contact.last_sync_at,
            "last_seen_at": contact.last_sync_at,
            "offline_since": contact.offline_since,
        }
        if clock_skew_s is not None:
            values["clock_skew_s"] = clock_skew_s
        self._connection.execute(update(_DEVICE).where(_DEVICE.c.id == device_id).values(values))

    def suspend(self, device_id: int, *, now: datetime) -> bool:
        """Let a tablet take nothing until somebody has looked; False when it was so before."""
        changed = self._connection.execute(
            update(_DEVICE)
            .where(_DEVICE.c.id == device_id, _DEVICE.c.suspended_at.is_(None))
            .values(suspended_at=now)
        )
        return changed.rowcount == 1

    def lift(self, device_id: int) -> bool:
        """Let a suspended tablet work again; False when it was not suspended."""
        changed = self._connection.execute(
            update(_DEVICE)
            .where(_DEVICE.c.id == device_id, _DEVICE.c.suspended_at.is_not(None))
            .values(suspended_at=None)
        )
        return changed.rowcount == 1

    def terms(self, shop_id: int) -> OfflineTerms:
        """Give how far a shop's tablets go without network.

        Raises:
            NotFound: no such shop.
        """
        row = self._connection.execute(select(_SHOP).where(_SHOP.c.id == shop_id)).first()
        if row is None:
            raise NotFound(shop=shop_id)
        return OfflineTerms(row.offline_cents, row.offline_hours, row.offline_scans)

    def set_terms(self, shop_id: int, terms: OfflineTerms) -> None:
        """Keep how far a shop's tablets go without network."""
        self._connection.execute(
            update(_SHOP)
            .where(_SHOP.c.id == shop_id)
            .values(
                offline_cents=terms.amount_cents,
                offline_hours=terms.hours,
                offline_scans=terms.scans,
            )
        )


def _as_standing(row: Row[Any]) -> Standing:
    return Standing(
        # When it was paired it was in touch.
        Contact(row.last_sync_at or row.paired_at, row.offline_since),
        OfflineTerms(row.offline_cents, row.offline_hours, row.offline_scans),
        suspended=row.suspended_at is not None,
        revoked_at=row.revoked_at,
        salt=sha256(f"vouchers of {row.token_hash}".encode()).hexdigest()[:32],
    )
