"""A shop takes a voucher, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from muvengine.core.errors import (
    AlreadyRedeemed,
    BadInput,
    KeyReused,
    MuvError,
    TabletSuspended,
    UnknownCode,
)
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.offline import FORGIVEN, ScanTime
from muvengine.core.vouchers.qr_text import Said, understand
from muvengine.core.vouchers.redemption import Redemption, taken
from muvengine.core.vouchers.voucher import Voucher, redeem
from muvengine.formats.voucher_keys import is_signed_by
from muvengine.services.attempt import OpenUow, once
from muvengine.services.keep_scan import Scan, keep_scan, scan_time, shut_out
from muvengine.services.throttle import key_of
from muvengine.store.redemptions import Arrival
from muvengine.store.tills import BeforeTap
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "redeem_voucher"
BAD_SIGNATURE: Final = "bad_signature"
CLIENT_ID_CHARACTERS_MAX: Final = 50


AdmitTap = Callable[[BeforeTap], None]


class _SentTwice(Exception):
    """Another copy of this tap was kept since it was looked for."""


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap on a tablet.

    Attributes:
        said: what was typed or scanned.
        client_id: drawn by the tablet before sending, 1 to 50 characters; it may send the
            same tap again.
        amount_cents: a part of a divisible voucher, or the bill of a percentage one; None takes
            what is left.
        scanned_at: when, in the town's zone.
        offline: it was made without network, and the customer has left with the good.
        on_paper: like ``offline``, and written down by hand: only the day is known.
        hand: whose telephone or typing it was, where the shop has no tablet; None is the
            device's own.
    """

    said: str
    client_id: str
    scanned_at: datetime
    amount_cents: int | None = None
    offline: bool = False
    on_paper: bool = False
    hand: Actor | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a tap.

    Attributes:
        redemption_id: the redemption's number.
        replayed: this attempt had made it before.
        made: as it was written, when a good one was made just now; else it must be read.
    """

    redemption_id: int
    replayed: bool
    made: Redemption | None = None


def every_tablet(_before: BeforeTap) -> None:
    """Keep no tablet waiting."""


def pause_key(device_id: int) -> str:
    """Name the bucket of a tablet's ten minutes."""
    return key_of("voucher", str(device_id))


def redeem_voucher(
    open_uow: OpenUow,
    tap: Tap,
    *,
    device: Device,
    attempt: Attempt,
    now: datetime,
    admit: AdmitTap = every_tablet,
) -> Taken:
    """Take a voucher at the shop of ``device`` and owe the shop its worth.

    Every tap is kept, refused ones too; only a slip of the keyboard is not, since it is
    answered without looking anything up.

    Args:
        open_uow: starts a writing transaction.
        tap: what was scanned.
        device: the paired tablet.
        attempt: claims the write.
        now: in the town's zone.
        admit: refuses a tablet that must wait; as with ``once`` such a refusal is not kept.

    Raises:
        BadInput: ``client_id`` is empty or too long.
        MistypedCode: one character looks wrong.
        TabletSuspended: with network, until an organiser has looked.
        UnknownCode: no voucher carries it, or no key of ours signed it.
        VoucherRefused: see ``redeem``; of an offline tap, only what the tablet could know.
        KeyReused: the key, or the tap's ``client_id``, was used for something else.
    """
    if not 0 < len(tap.client_id) <= CLIENT_ID_CHARACTERS_MAX:
        raise BadInput(fields={"client_id": "length"})
    said = understand(tap.said)
    claimed = partial(once, open_uow, attempt)
    return _tapped(claimed, _Arrived(tap, said, device, now), admit)


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A tap as it came in."""

    tap: Tap
    said: Said
    device: Device
    now: datetime

    @property
    def client_id(self) -> str:
        # Tablets number their taps by themselves: two may choose the same.
        return f"{self.device.id}:{self.tap.client_id}"

    @property
    def arrival(self) -> Arrival:
        return Arrival(self.client_id, self.tap.said, self.now)


def _tapped(claimed: Callable[..., Answer], arrived: _Arrived, admit: AdmitTap) -> Taken:
    device = arrived.device
    before: BeforeTap
    made: Redemption | None = None

    def look(uow: UnitOfWork) -> None:
        nonlocal before
        names = {"client_id": arrived.client_id, "pause_key": pause_key(device.id)}
        before = uow.tills.before_tap(device.id, **names)
        admit(before)

    def take(uow: UnitOfWork) -> dict[str, Any]:
        nonlocal made
        number, made = _take(uow, arrived, before)
        return {"id": number}

    def keep_refusal(uow: UnitOfWork, refusal: MuvError) -> None:
        reason = str(refusal.facts.get("reason", refusal.code))
        uow.redemptions.note_attempt(device.id, arrived.arrival, reason)

    try:
        answer = claimed(take, admit=look, on_refused=keep_refusal)
    except _SentTwice:
        # It is committed by now, so that this time it is found.
        answer = claimed(take, admit=look, on_refused=keep_refusal)
    return Taken(answer.value["id"], answer.replayed, None if answer.replayed else made)


def _take(uow: UnitOfWork, arrived: _Arrived, before: BeforeTap) -> tuple[int, Redemption | None]:
    tap, said, device, now = arrived.tap, arrived.said, arrived.device, arrived.now
    client_id, standing = arrived.client_id, before.standing
    if before.redemption_id is not None:
        _check_same_voucher(uow, said, before.redemption_id, device)
        return before.redemption_id, None
    _check_signature(uow, said)
    if standing.suspended and not tap.offline:
        raise TabletSuspended
    when = scan_time(standing, tap.scanned_at, now=now, offline=tap.offline, on_paper=tap.on_paper)
    try:
        shut_out(standing, when)
        voucher, amount_cents = _use(uow, said, tap, device, when)
    except FORGIVEN as refusal:
        if uow.redemptions.of_client(client_id) is not None:
            raise _SentTwice from refusal
        # A paper list may name what the tablet took as well: that is no second fact.
        if not tap.offline or (tap.on_paper and isinstance(refusal, AlreadyRedeemed)):
            raise
        voucher = uow.vouchers.get(code=said.code, token=said.token)
        scan = Scan(client_id, tap.said, voucher, tap.amount_cents, when, on_paper=tap.on_paper)
        kept = keep_scan(uow, scan, refusal, device=device, standing=standing, now=now)
        if kept is None:
            raise _SentTwice from refusal
        return kept, None
    made = _accept(uow, arrived, _Used(voucher, amount_cents, when))
    return made.id, made


@dataclass(frozen=True, slots=True)
class _Used:
    """A voucher, or a part of it, that is used up and not yet owed to the shop."""

    voucher: Voucher
    amount_cents: int
    when: ScanTime


def _accept(uow: UnitOfWork, arrived: _Arrived, used: _Used) -> Redemption:
    tap, device, voucher = arrived.tap, arrived.device, used.voucher
    by = By(tap.hand or device.actor, used.when.at)
    event = events.voucher_redeem(
        arrived.client_id, voucher.id, device.shop_id, used.amount_cents, by
    )
    if voucher.terms.percent_off is not None:
        event = replace(event, meta={"bill_cents": tap.amount_cents})
    good = replace(taken(voucher, device, used.amount_cents, used.when), offline=tap.offline)
    made = uow.owed.keep(good, event, arrived.arrival, single=not voucher.divisible)
    if made is None:
        raise _SentTwice
    return made


def _check_signature(uow: UnitOfWork, said: Said) -> None:
    if said.signed is None:
        return
    key = uow.signing_keys.public_key(said.signed.key_id)
    if key is None or not is_signed_by(key, said.signed.body, said.signed.signature):
        raise UnknownCode(typed=(said.token or "")[:20], reason=BAD_SIGNATURE)


def _check_same_voucher(uow: UnitOfWork, said: Said, redemption_id: int, device: Device) -> None:
    # A tablet that starts to count anew must not show green for a voucher it never took.
    voucher = uow.vouchers.get(code=said.code, token=said.token)
    made = uow.redemptions.get(redemption_id, shop_id=device.shop_id)
    if made.voucher_id != voucher.id:
        raise KeyReused(key="client_id")


def _use(
    uow: UnitOfWork, said: Said, tap: Tap, device: Device, when: ScanTime
) -> tuple[Voucher, int]:
    while True:
        voucher = uow.vouchers.get(code=said.code, token=said.token)
        amount_cents = redeem(
            voucher,
            shop_id=device.shop_id,
            at=when.at,
            amount_cents=tap.amount_cents,
            day_only=tap.on_paper,
            lasts_until=when.still_good_on,
        )
        if uow.vouchers.use(voucher, amount_cents):
            return voucher, amount_cents
        # Another till was faster: the next reading gives the shopkeeper the real reason.
