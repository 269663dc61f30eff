"""What a shop wrote on paper is typed in later: each line by itself, with its true day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Final

from muvengine.core.errors import BadInput, MuvError
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Device
from muvengine.services.attempt import OpenUow
from muvengine.services.redeem_voucher import (
    CLIENT_ID_CHARACTERS_MAX,
    ENDPOINT,
    Taken,
    Tap,
    redeem_voucher,
)
from muvengine.services.take_at_till import take_at_till

# Nobody writes the minute on a paper list.
NOON: Final = time(12)
DAYS_BACK_MAX: Final = 62
"""A list is brought along once a month, or a little later."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of the list.

    Attributes:
        code: as it was typed.
        day: when it was taken, on the town's calendar.
        amount_cents: a part of a divisible voucher, or the whole bill of a percentage one; None
            takes what is left.
    """

    code: str
    day: date
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """What came of a line: a redemption's number, or why not."""

    redemption_id: int | None = None
    refusal: MuvError | None = None


@dataclass(frozen=True, slots=True)
class PaperList:
    """What a shop wrote down.

    Attributes:
        lines: in the order of the list.
        key: drawn once per list.
        typist: an organiser or a mediator; None is the shop, whose tablet is slowed down when it
            guesses codes.
    """

    lines: Sequence[PaperLine]
    key: str
    typist: Actor | None = None


def take_paper_list(
    open_uow: OpenUow, paper: PaperList, *, device: Device, now: datetime
) -> list[PaperAnswer]:
    """Take each voucher of a list with its true day, one commit a line.

    The same line of the same list sent again hears the same, whatever was mended beside it; a
    line typed again in another list hears that its voucher is used.

    Args:
        open_uow: starts a writing transaction.
        paper: what was typed.
        device: the tablet it is typed on, or the paper list of a shop without one.
        now: in the town's zone.

    Returns:
        An answer per line: ``BadInput`` for a day to come or more than 62 days ago, else as at a
        till.
    """
    seen: Counter[PaperLine] = Counter()
    answers = []
    for line in paper.lines:
        # Two lines alike are two parts of one voucher.
        seen[line] += 1
        try:
            tap = _tap(paper, line, seen[line], device=device, now=now)
            taken = _take(open_uow, tap, device=device, now=now)
        except MuvError as refusal:
            answers.append(PaperAnswer(refusal=refusal))
        else:
            answers.append(PaperAnswer(redemption_id=taken.redemption_id))
    return answers


def _take(open_uow: OpenUow, tap: Tap, *, device: Device, now: datetime) -> Taken:
    if tap.hand is None:
        return take_at_till(open_uow, tap, device=device, key=tap.client_id, now=now)
    attempt = Attempt.of(tap.hand, tap.client_id, ENDPOINT, tap.said)
    return redeem_voucher(open_uow, tap, device=device, attempt=attempt, now=now)


def _tap(paper: PaperList, line: PaperLine, nth: int, *, device: Device, now: datetime) -> Tap:
    if not timedelta(0) <= now.date() - line.day <= timedelta(days=DAYS_BACK_MAX):
        raise BadInput(fields={"day": "out_of_range"})
    actor = paper.typist or device.actor
    name = sha256(f"{actor.key}|{paper.key}|{line}|{nth}".encode()).hexdigest()
    return Tap(
        line.code,
        name[:CLIENT_ID_CHARACTERS_MAX],
        datetime.combine(line.day, NOON, now.tzinfo),
        line.amount_cents,
        offline=True,
        on_paper=True,
        hand=paper.typist,
    )
