"""The word and colour of the day: a shop knows it, a picture of yesterday does not.

A shop without a tablet looks at the customer's telephone.  The page that says "used" carries
a word and a colour that change each day; the clerk has them on a sheet of the month.  It
stops an old picture of the page, not somebody who programs one today: it is no proof.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date
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

    Words come in rounds of 32 days, each in an order that the sign's secret draws, so that
    none comes twice within a calendar month but at its edge, and never on two days running.

    Args:
        secret: of the sign; it stands on no paper.
        day: on the town's calendar.
    """
    turn, place = divmod(day.toordinal(), WORDS)
    word, colour = _round(secret, turn)[place], _drawn(secret, f"colour {day}")[0] % COLOURS
    return DayWord(word + 1, colour + 1)


def _round(secret: str, turn: int) -> list[int]:
    order = _shuffled(secret, turn)
    if order[0] == _shuffled(secret, turn - 1)[-1]:
        order[0], order[1] = order[1], order[0]
    return order


def _shuffled(secret: str, turn: int) -> list[int]:
    return sorted(range(WORDS), key=lambda word: _drawn(secret, f"{turn} {word}"))


def _drawn(secret: str, what: str) -> bytes:
    return hmac.digest(secret.encode(), what.encode(), "sha256")
