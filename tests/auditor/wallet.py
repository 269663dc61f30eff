"""What one person has: points in lots, each with its own last moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

_numbers = count()


@dataclass(eq=False)
class Lot:
    """Points that end together."""

    left: int
    ends_at: datetime
    number: int = field(default_factory=lambda: next(_numbers))


@dataclass(eq=False)
class Wallet:
    """The lots of one person; those of a frozen one do not end."""

    lots: list[Lot] = field(default_factory=list)
    frozen: bool = False

    def __int__(self) -> int:
        return sum(lot.left for lot in self.lots)

    def receive(self, points: int, ends_at: datetime) -> Lot:
        self.lots.append(Lot(points, ends_at))
        return self.lots[-1]

    def spend(self, points: int) -> list[tuple[Lot, int]]:
        """Take what ends first, and of two that end together the older."""
        assert points <= int(self)
        return _eat(sorted(self.lots, key=lambda lot: (lot.ends_at, lot.number)), points)

    def take_back(self, points: int, first: Lot) -> int:
        """Take up to ``points`` out of the lot of a wrong award, then out of the newest."""
        others = sorted((lot for lot in self.lots if lot is not first), key=lambda lot: -lot.number)
        return sum(part for _, part in _eat([first, *others], points))

    def expire(self, now: datetime) -> int:
        """Lose what has ended; give how much."""
        ended = [lot for lot in self.lots if lot.ends_at <= now and not self.frozen]
        lost = sum(lot.left for lot in ended)
        for lot in ended:
            lot.left = 0
        return lost


def _eat(lots: list[Lot], points: int) -> list[tuple[Lot, int]]:
    eaten = []
    for lot in lots:
        part = min(lot.left, points)
        lot.left -= part
        points -= part
        if part:
            eaten.append((lot, part))
    return eaten
