"""The word and colour of the day: a shop knows it, a picture of yesterday does not.

A shop without a tablet looks at the customer's telephone.  The page that says "used" carries
a word and a colour that change each day; the clerk has them on a sheet of the month.  It
stops an old picture of the page, not somebody who programs one today: it is no proof.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WORDS: Final = 32
COLOURS: Final = 6


@dataclass(frozen=True, slots=True)
class DayWord:
    """What stands on the page on one day.

    Attributes:
        word: 1 to ``WORDS``.
        colour: 1 to ``COLOURS``.
    """

    word: int
    colour: int


def day_word(secret: str, day: date) -> DayWord:
    """Tell a sign's word and colour of a day.

    Each month has an order of its own that the sign's secret draws: no word comes twice on a
    month's sheet, and none on two days running.

    Args:
        secret: of the sign; it stands on no paper.
        day: on the town's calendar.
    """
    order, eve = _shuffled(secret, day), day.replace(day=1) - timedelta(days=1)
    if order[0] == _shuffled(secret, eve)[eve.day - 1]:
        order[0], order[1] = order[1], order[0]
    colour = _drawn(secret, f"colour {day}")[0] % COLOURS
    return DayWord(order[day.day - 1] + 1, colour + 1)


def _shuffled(secret: str, day: date) -> list[int]:
    return sorted(range(WORDS), key=lambda word: _drawn(secret, f"{day:%Y-%m} {word}"))


def _drawn(secret: str, what: str) -> bytes:
    return hmac.digest(secret.encode(), what.encode(), "sha256")
