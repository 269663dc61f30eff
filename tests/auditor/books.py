"""What a town owns and owes: the auditor's books, which the database must agree with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from tests.auditor.wallet import Lot, Wallet

WAIT: Final = timedelta(hours=48)
LIFE_DAYS: Final = 20


@dataclass(frozen=True)
class Refused:
    """The engine must say no, with this code."""

    code: str


@dataclass(eq=False)
class Earned:
    """What a trip brought."""

    owner: int
    points: int
    ready_at: datetime
    state: Literal["waiting", "held", "released", "reversed"] = "waiting"
    lot: Lot | None = None


@dataclass(eq=False)
class Offer:
    """What a shop gives."""

    shop: int
    price: int
    face: int
    divisible: bool
    left: int | None
    days: int
    per_person: int
    period: Literal["day", "week"]
    live: bool = True


@dataclass(eq=False)
class Sold:
    """A voucher."""

    offer: Offer
    owner: int
    day: date
    price: int
    uses: list[tuple[Lot, int]]
    used: int = 0
    state: Literal["issued", "redeemed", "void", "expired"] = "issued"

    @property
    def last_day(self) -> date:
        return self.day + timedelta(days=self.offer.days - 1)

    @property
    def left(self) -> int:
        return self.offer.face - self.used


@dataclass(eq=False)
class Statement:
    """What a shop is owed for a week."""

    shop: int
    last_day: date
    cents: int
    state: Literal["draft", "closed", "paid"] = "draft"
    number: int | None = None


@dataclass(eq=False)
class Taken:
    """One voucher at one till, whole or in part."""

    sold: Sold
    cents: int
    till: int
    at: datetime
    undone: bool = False
    statement: Statement | None = None


@dataclass
class Books:
    """Everything at once.

    ``moved`` sums what left for places that keep no balance: spent, expired, written_off and
    adjust in points, bank in cents.
    """

    now: datetime
    season: int
    budget: int
    offers: list[Offer]
    shops_of_tills: list[int]
    wallets: list[Wallet]
    named_shops: set[int] = field(default_factory=set)
    earned: list[Earned] = field(default_factory=list)
    sold: list[Sold] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    moved: Counter[str] = field(default_factory=Counter)

    def waiting(self, owner: int) -> int:
        mine = (one for one in self.earned if one.owner == owner)
        return sum(one.points for one in mine if one.state in {"waiting", "held"})

    def owed(self, shop: int) -> int:
        here = (one for one in self.taken if self.shops_of_tills[one.till] == shop)
        return sum(
            one.cents
            for one in here
            if not one.undone and (one.statement is None or one.statement.state != "paid")
        )

    def promised(self) -> int:
        """What live vouchers are still worth."""
        return sum(sold.left for sold in self.sold if sold.state == "issued")

    def in_days(self, days: int) -> datetime:
        """The moment so many days of 24 hours from now."""
        return self.now.astimezone(UTC) + timedelta(days=days)
