"""A journal: one reason, and the transfers made for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from muvengine.core.errors import ReasonMissing
from muvengine.core.ledger.account import Account
from muvengine.core.people.actor import Actor

AMOUNT_END: Final = 10**12
REASON_CHARACTERS_MIN: Final = 5
REASON_CHARACTERS_MAX: Final = 200


class Kind(StrEnum):
    """Why points or cents move; a closed list (rewards, 4.2)."""

    SEASON_FUND = "season.fund"
    BUDGET_FUND = "budget.fund"
    TRIP_AWARD = "trip.award"
    TRIP_RELEASE = "trip.release"
    TRIP_REVERSE = "trip.reverse"
    POINTS_EXPIRE = "points.expire"
    POINTS_ADJUST = "points.adjust"
    POINTS_MOVE = "points.move"
    VOUCHER_ISSUE = "voucher.issue"
    VOUCHER_REDEEM = "voucher.redeem"
    REDEEM_UNDO = "redeem.undo"
    VOUCHER_VOID = "voucher.void"
    VOUCHER_EXPIRE = "voucher.expire"
    OFFLINE_FUND = "offline.fund"
    OFFLINE_RETURN = "offline.return"
    OFFLINE_COVER = "offline.cover"
    SHOP_SETTLE = "shop.settle"
    SEASON_CLOSE = "season.close"
    SEASON_CARRY = "season.carry"
    BUDGET_RETURN = "budget.return"
    STATEMENT_CORRECT = "statement.correct"
    POT_GIVE = "pot.give"
    POT_MATCH = "pot.match"
    POT_CLOSE = "pot.close"
    GAME_AWARD = "game.award"
    GAME_REVERSE = "game.reverse"


REASON_NEEDED: Final = frozenset(
    {
        Kind.POINTS_ADJUST,
        Kind.POINTS_MOVE,
        Kind.TRIP_REVERSE,
        Kind.VOUCHER_VOID,
        Kind.STATEMENT_CORRECT,
        Kind.BUDGET_RETURN,
        Kind.GAME_REVERSE,
    }
)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A whole amount above zero, from one account to another of the same unit."""

    src: Account
    dst: Account
    amount: int

    def __post_init__(self) -> None:
        assert self.src.unit is self.dst.unit
        assert self.src.code != self.dst.code
        assert 0 < self.amount < AMOUNT_END


@dataclass(frozen=True, slots=True)
class Ref:
    """What a journal is about: trip, voucher, contest, lot, season, budget and so on."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class By:
    """Whose hand posts a journal, when it happened in the world, and why.

    Attributes:
        actor: by whose hand, and for whom.
        at: when it happened, aware; when it was written down is the ledger's business.
        reason: free words; at least five characters for a correction.
    """

    actor: Actor
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """One reason, with its transfers, to be posted all or nothing.

    Attributes:
        kind: see ``Kind``.
        business_key: for ever unique; posting twice is a fault, never a second effect.
        by: see ``By``.
        ref: see ``Ref``.
        transfers: in order; empty only for a voucher that is worth no money.
        reverses_id: the journal this one takes back.
        meta: small JSON facts.
    """

    kind: Kind
    business_key: str
    by: By
    ref: Ref
    transfers: tuple[Transfer, ...]
    reverses_id: int | None = None
    meta: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind in REASON_NEEDED and len(self.by.reason.strip()) < REASON_CHARACTERS_MIN:
            raise ReasonMissing(characters_min=REASON_CHARACTERS_MIN)


def given_reason(typed: str) -> str:
    """Give a reason that everybody it concerns may read, cut to what is kept of it.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    reason = typed.strip()[:REASON_CHARACTERS_MAX]
    if len(reason) < REASON_CHARACTERS_MIN:
        raise ReasonMissing(characters_min=REASON_CHARACTERS_MIN)
    return reason


def by_reason(by: By, reason: str) -> By:
    """Give the same hand and time with a reason, cut to what the ledger holds."""
    return replace(by, reason=reason.strip()[:REASON_CHARACTERS_MAX])


def deltas(transfers: tuple[Transfer, ...]) -> dict[str, int]:
    """Sum what each bounded account gains or loses, by code in sorted order.

    Sorted, because two journals that lock accounts in one order cannot wait for each other.
    """
    sums: dict[str, int] = {}
    for transfer in transfers:
        if transfer.src.bounded:
            sums[transfer.src.code] = sums.get(transfer.src.code, 0) - transfer.amount
        if transfer.dst.bounded:
            sums[transfer.dst.code] = sums.get(transfer.dst.code, 0) + transfer.amount
    return dict(sorted(sums.items()))
