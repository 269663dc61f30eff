"""A shop takes a voucher, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, KeyReused, MuvError
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.qr_text import Said, understand
from muvengine.core.vouchers.redemption import Redemption
from muvengine.core.vouchers.voucher import Voucher, redeem
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ACCEPTED: Final = "accepted"
CLIENT_ID_CHARACTERS_MAX: Final = 50


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
    """

    said: str
    client_id: str
    scanned_at: datetime
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The redemption's number, and whether this attempt had made it before."""

    redemption_id: int
    replayed: bool


def redeem_voucher(
    open_uow: OpenUow, tap: Tap, *, device: Device, attempt: Attempt, now: datetime
) -> Taken:
    """Take a voucher at the shop of ``device`` and owe the shop its worth.

    Every tap is kept, refused ones too; only a slip of the keyboard is not, since it is
    answered without looking anything up.

    Args:
        open_uow: starts a writing transaction.
        tap: what was scanned.
        device: the paired tablet.
        attempt: claims the write.
        now: aware.

    Raises:
        BadInput: ``client_id`` is empty or too long.
        MistypedCode: one character looks wrong.
        UnknownCode: no voucher carries it.
        VoucherRefused: see ``redeem`` for which, and in what order.
        KeyReused: the key, or the tap's ``client_id``, was used for something else.
    """
    if not 0 < len(tap.client_id) <= CLIENT_ID_CHARACTERS_MAX:
        raise BadInput(fields={"client_id": "length"})
    said = understand(tap.said)

    def take(uow: UnitOfWork) -> dict[str, Any]:
        return {"id": _take(uow, said, tap, device, now)}

    def keep_refusal(uow: UnitOfWork, refusal: MuvError) -> None:
        uow.redemptions.note_attempt(device.id, tap.said, refusal.code, now=now)

    answer = once(open_uow, attempt, take, on_refused=keep_refusal)
    return Taken(redemption_id=answer.value["id"], replayed=answer.replayed)


def _take(uow: UnitOfWork, said: Said, tap: Tap, device: Device, now: datetime) -> int:
    # Tablets number their taps by themselves: two may choose the same.
    client_id = f"{device.id}:{tap.client_id}"
    before = uow.redemptions.of_client(client_id)
    if before is not None:
        _check_same_voucher(uow, said, before, device)
        return before
    voucher, amount_cents = _use(uow, said, tap, device)
    by = By(device.actor, tap.scanned_at)
    event = events.voucher_redeem(client_id, voucher.id, device.shop_id, amount_cents, by)
    if voucher.terms.percent_off is not None:
        event = replace(event, meta={"bill_cents": tap.amount_cents})
    journal_id = uow.ledger.post(event, now).id
    uow.redemptions.note_attempt(device.id, tap.said, ACCEPTED, now=now, voucher_id=voucher.id)
    made = Redemption(
        id=0,
        voucher_id=voucher.id,
        code=voucher.code,
        title=voucher.title,
        pictogram=voucher.pictogram,
        shop_id=device.shop_id,
        device_id=device.id,
        amount_cents=amount_cents,
        scanned_at=tap.scanned_at,
        state=ACCEPTED,
        journal_id=journal_id,
    )
    single = not voucher.divisible
    return uow.redemptions.add(made, client_id=client_id, single=single, received_at=now)


def _check_same_voucher(uow: UnitOfWork, said: Said, redemption_id: int, device: Device) -> None:
    # A tablet that starts to count anew must not show green for a voucher it never took.
    voucher = uow.vouchers.get(code=said.code, token=said.token)
    made = uow.redemptions.get(redemption_id, shop_id=device.shop_id)
    if made.voucher_id != voucher.id:
        raise KeyReused(key="client_id")


def _use(uow: UnitOfWork, said: Said, tap: Tap, device: Device) -> tuple[Voucher, int]:
    while True:
        voucher = uow.vouchers.get(code=said.code, token=said.token)
        amount_cents = redeem(
            voucher, shop_id=device.shop_id, at=tap.scanned_at, amount_cents=tap.amount_cents
        )
        if uow.vouchers.use(voucher, amount_cents):
            return voucher, amount_cents
        # Another till was faster: the next reading gives the shopkeeper the real reason.
