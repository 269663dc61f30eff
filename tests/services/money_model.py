"""What the money must do, in a few lines and without a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

LIFE_DAYS = 30
WAIT_HOURS = 48
GRACE_DAYS = 3


@dataclass
class Lot:
    number: int
    left: int
    expires_at: datetime


@dataclass
class Earned:
    person: int
    points: int
    release_at: datetime
    state: str = "pending"
    lot: Lot | None = None


@dataclass
class Sold:
    person: int
    price: int
    face: int
    divisible: bool
    last_day: date
    uses: list[tuple[Lot, int]]
    used: int = 0
    state: str = "issued"
    percent: int | None = None
    taken_at: datetime | None = None


@dataclass
class Kind:
    price: int
    face: int
    divisible: bool
    left: int
    days: int
    percent: int | None = None


@dataclass
class Model:
    """Two people, a season, a budget and what was sold."""

    season: int
    cents: int
    offers: dict[int, Kind]
    now: datetime
    lots: dict[int, list[Lot]] = field(default_factory=lambda: {1: [], 2: []})
    numbers: count[int] = field(default_factory=count)
    owed: int = 0

    def available(self, person: int) -> int:
        return sum(lot.left for lot in self.lots[person])

    def earn(self, person: int, points: int) -> Earned | str:
        if points > self.season:
            return "unfunded"
        self.season -= points
        waits = timedelta(hours=WAIT_HOURS)
        return Earned(person, points, self.now.astimezone(UTC) + waits)

    def release(self, earned: list[Earned]) -> None:
        for each in earned:
            if each.state == "pending" and each.release_at <= self.now:
                each.state = "released"
                each.lot = self._lot(each.person, each.points, self.now + timedelta(days=LIFE_DAYS))

    def reverse(self, earned: Earned) -> None:
        if earned.state == "pending":
            self.season += earned.points
        if earned.state == "released":
            mine = [lot for lot in self.lots[earned.person] if lot is not earned.lot]
            order = [earned.lot, *sorted(mine, key=lambda lot: -lot.number)]
            self.season += sum(
                n for _, n in self._eat([lot for lot in order if lot], earned.points)
            )
        earned.state = "reversed"

    def buy(self, person: int, offer: Kind) -> Sold | str:
        if not offer.left:
            return "sold_out"
        if self.available(person) < offer.price:
            return "not_enough"
        if self.cents < offer.face:
            return "unfunded"
        offer.left -= 1
        self.cents -= offer.face
        order = sorted(self.lots[person], key=lambda lot: (lot.expires_at, lot.number))
        last_day = self.now.date() + timedelta(days=offer.days - 1)
        uses = self._eat(order, offer.price)
        sold = Sold(person, offer.price, offer.face, offer.divisible, last_day, uses)
        sold.percent = offer.percent
        return sold

    def redeem(self, sold: Sold, amount: int | None) -> int | str:
        if sold.state in {"void", "redeemed"}:
            return {"void": "void", "redeemed": "already_redeemed"}[sold.state]
        if sold.state == "expired" or self.now.date() > sold.last_day:
            return "expired"
        if sold.percent is not None:
            return self._bill(sold, amount)
        left = sold.face - sold.used
        taken = left if amount is None else amount
        if taken != left and not (sold.divisible and 0 < taken < left):
            return "amount"
        sold.used += taken
        self.owed += taken
        sold.state = "redeemed" if sold.used == sold.face else "issued"
        return taken

    def _bill(self, sold: Sold, bill: int | None) -> int | str:
        if bill is None:
            return "bill"
        assert sold.percent is not None
        sold.used = min(sold.face, (2 * bill * sold.percent + 100) // 200)
        sold.state, sold.taken_at = "redeemed", self.now
        self.owed += sold.used
        return sold.used

    def release_rests(self, sold: list[Sold]) -> None:
        for each in sold:
            if each.state == "redeemed" and each.taken_at and each.taken_at < self.now:
                self.cents += each.face - each.used
                each.face = each.used

    def undo(self, sold: Sold, amount: int) -> None:
        sold.used -= amount
        sold.state = "issued"
        self.owed -= amount

    def void(self, sold: Sold, offer: Kind) -> str:
        if sold.state == "void":
            return "void"
        if sold.used:
            return "already_redeemed"
        if sold.state == "expired":
            return "expired"
        sold.state = "void"
        offer.left += 1
        self._back(sold)
        return "ok"

    def expire(self, sold: list[Sold]) -> None:
        for each in sold:
            late = each.last_day < self.now.date() - timedelta(days=GRACE_DAYS)
            if each.state == "issued" and late:
                each.state = "expired"
                self._back(each)

    def expire_points(self) -> None:
        for lots in self.lots.values():
            for lot in lots:
                if lot.expires_at <= self.now:
                    lot.left = 0

    def _back(self, sold: Sold) -> None:
        unused = sold.face - sold.used
        self.cents += unused
        points = (2 * sold.price * unused + sold.face) // (2 * sold.face)
        soon = self.now.astimezone(UTC) + timedelta(days=14)
        for lot, taken in sorted(sold.uses, key=lambda use: (use[0].expires_at, use[0].number))[
            ::-1
        ]:
            if lot.expires_at >= soon:
                part = min(taken, points)
                lot.left += part
                points -= part
        if points:
            self._lot(sold.person, points, soon)

    def _lot(self, person: int, points: int, expires_at: datetime) -> Lot:
        lot = Lot(next(self.numbers), points, expires_at)
        self.lots[person].append(lot)
        return lot

    def _eat(self, order: list[Lot], amount: int) -> list[tuple[Lot, int]]:
        eaten = []
        for lot in order:
            part = min(lot.left, amount)
            lot.left -= part
            amount -= part
            if part:
                eaten.append((lot, part))
        return eaten
