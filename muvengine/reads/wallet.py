"""A person's points: what can be spent, what is on its way, what ends when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.ledger.account import available, pending
from muvengine.core.ledger.lots import Lot, last_day_of
from muvengine.store.figures import Move, Waiting, moves, next_release, waiting
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
LINES: Final = 50
WORKSHOP: Final = "workshop"


@dataclass(frozen=True, slots=True)
class Expiring:
    """Points whose last day is ``on``, on the town's calendar."""

    points: int
    on: date


@dataclass(frozen=True, slots=True)
class Wallet:
    """What a person has.

    Attributes:
        available: points to spend.
        pending: points on their way.
        expiring: points to spend by their last day, soonest first; those that never end are
            not listed.
        next_release_at: when some of the pending may be spent, at the latest by the next run
            of the job; None when none wait.
    """

    available: int
    pending: int
    expiring: tuple[Expiring, ...]
    next_release_at: datetime | None


@dataclass(frozen=True, slots=True)
class WalletLine:
    """One move of a person's spendable points; the last ``balance`` is what they have.

    ``workshop_by`` names the helper who handed points out at the workshop that ``reason`` names.
    """

    id: int
    at: datetime
    kind: str
    points: int
    balance: int
    reason: str
    workshop_by: str = ""


def wallet(open_reading: OpenReading, person_id: int) -> Wallet:
    """Give a person's points; a person who never earned has zero."""
    with open_reading() as uow:
        zone = uow.programme.get().zone
        return Wallet(
            available=uow.ledger.balance(available(person_id)),
            pending=uow.ledger.balance(pending(person_id)),
            expiring=_by_day(uow.lots.open(person_id), zone),
            next_release_at=next_release(uow.connection, person_id),
        )


def waiting_trips(open_reading: OpenReading, person_id: int) -> tuple[Waiting, ...]:
    """Give the trips whose points are on their way, the first to arrive first."""
    with open_reading() as uow:
        return waiting(uow.connection, person_id)


def wallet_lines(
    open_reading: OpenReading, person_id: int, *, before: int | None = None, count: int = LINES
) -> tuple[WalletLine, ...]:
    """Give what came in and went out, latest first.

    Args:
        open_reading: starts a reading.
        person_id: whose.
        before: only lines older than the one of this number.
        count: at most so many.
    """
    with open_reading() as uow:
        found = moves(uow.connection, available(person_id).code, before=before, count=count)
        hands = uow.people.names(move.ref_id for move in found if move.ref_kind == WORKSHOP)
    return tuple(_line(move, hands) for move in found)


def _line(move: Move, hands: Mapping[int, str]) -> WalletLine:
    assert move.balance is not None, "a wallet keeps its balance"
    by = hands.get(move.ref_id or 0, "") if move.ref_kind == WORKSHOP else ""
    return WalletLine(move.id, move.at, move.kind, move.amount, move.balance, move.reason, by)


def _by_day(lots: Iterable[Lot], zone: ZoneInfo) -> tuple[Expiring, ...]:
    dated = sorted(
        (last_day_of(lot.expires_at, zone), lot.remaining) for lot in lots if lot.expires_at
    )
    return tuple(
        Expiring(sum(points for _, points in same), day)
        for day, same in groupby(dated, key=lambda pair: pair[0])
    )
