"""What a clerk wrote on the paper list is typed in later, with its true day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from muvengine.core.errors import BadInput
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Device
from muvengine.core.people.token import token_hash
from muvengine.services.attempt import OpenUow
from muvengine.services.redeem_voucher import CLIENT_ID_CHARACTERS_MAX, Taken, Tap, redeem_voucher

# A list is brought along once a month, or a little later.
DAYS_BACK_MAX: Final = 62
# Nobody writes the minute on a paper list.
NOON: Final = time(12)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of a shop's paper list.

    Attributes:
        shop: its key.
        day: the clerk wrote it down, on the town's calendar.
        code: of the voucher, as typed.
        amount_cents: a part of a divisible voucher; None takes what was left.
    """

    shop: str
    day: date
    code: str
    amount_cents: int | None = None

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which the line is entered, once."""
        return Attempt.of(actor, key, "enter_paper", self)


def enter_paper(open_uow: OpenUow, line: PaperLine, *, attempt: Attempt, now: datetime) -> Taken:
    """Take the voucher of a line at its shop on its day, and owe the shop its worth.

    Args:
        open_uow: starts a writing transaction.
        line: as it was written.
        attempt: ``line.attempt(actor, key)``; its actor types.
        now: in the town's zone.

    Raises:
        NotFound: no such shop.
        BadInput: the day is to come, or more than 62 days ago.
        MistypedCode, UnknownCode, VoucherRefused, KeyReused: as at a till.
    """
    if not timedelta(0) <= now.date() - line.day <= timedelta(days=DAYS_BACK_MAX):
        raise BadInput(fields={"day": "out_of_range"})
    device = _device(open_uow, line.shop, now)
    at = min(datetime.combine(line.day, NOON, now.tzinfo), now)
    name = token_hash(f"{attempt.actor.key} {attempt.key}")[:CLIENT_ID_CHARACTERS_MAX]
    tap = Tap(
        line.code, name, at, line.amount_cents, offline=True, on_paper=True, hand=attempt.actor
    )
    return redeem_voucher(open_uow, tap, device=device, attempt=attempt, now=now)


def _device(open_uow: OpenUow, key: str, now: datetime) -> Device:
    with open_uow() as uow:
        device = uow.counters.paper_of(uow.shops.get(key=key), now=now)
        uow.commit()
    return device
