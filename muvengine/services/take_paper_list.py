"""A shop types what it took on paper: each line by itself, each answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from typing import Final

from muvengine.core.errors import MuvError
from muvengine.core.people.identity import Device
from muvengine.services.attempt import OpenUow
from muvengine.services.redeem_voucher import Tap
from muvengine.services.take_at_till import take_at_till

NOON: Final = time(12)
DAYS_BACK_MAX: Final = 60
"""No paper list is older."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of the list.

    Attributes:
        code: as it was typed.
        day: when it was taken, on the town's calendar.
        amount_cents: a part of a divisible voucher; None takes what is left.
    """

    code: str
    day: date
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """What came of a line: a redemption's number, or why not."""

    redemption_id: int | None = None
    refusal: MuvError | None = None


def take_paper_list(
    open_uow: OpenUow,
    open_reading: OpenUow,
    lines: Sequence[PaperLine],
    *,
    device: Device,
    key: str,
    now: datetime,
) -> list[PaperAnswer]:
    """Take each voucher of a list with its true day, one commit a line.

    The same list sent again hears the same; a line typed again in another list hears that its
    voucher is used.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        lines: in the order of the list.
        device: the tablet it is typed on.
        key: drawn once per list.
        now: in the town's zone.
    """
    return [
        _take(open_uow, open_reading, line, device=device, key=f"{key}|{place}", now=now)
        for place, line in enumerate(lines)
    ]


def _take(
    open_uow: OpenUow,
    open_reading: OpenUow,
    line: PaperLine,
    *,
    device: Device,
    key: str,
    now: datetime,
) -> PaperAnswer:
    name = sha256(f"{key}|{line}".encode()).hexdigest()[:40]
    noon = datetime.combine(line.day, NOON, now.tzinfo)
    tap = Tap(line.code, name, noon, line.amount_cents, offline=True, on_paper=True)
    try:
        taken = take_at_till(open_uow, open_reading, tap, device=device, key=name, now=now)
    except MuvError as refusal:
        return PaperAnswer(refusal=refusal)
    return PaperAnswer(redemption_id=taken.redemption_id)
