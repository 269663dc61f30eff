"""Bars drawn by ourselves beside the figures of a table: they need no script and ask nobody.

Across, everything is placed in percent, so that a bar fills its cell on a phone as on paper.
Parts differ by their ground as well as by their colour; the words stand in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

WHOLE: Final = 100.0
# A part that is there can be seen.
PERCENT_MIN: Final = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar.

    Attributes:
        kind: ``used``, ``promised``, ``owed`` or ``free``: how it is filled.
        amount: 0 or more.
    """

    kind: str
    amount: int


def bar(amount: int, most: int, kind: str = "used") -> Markup:
    """Draw one amount as a share of the greatest of its table."""
    return _drawn([(kind, 0.0, _percent(amount, most))])


def stack(parts: Sequence[Part]) -> Markup:
    """Draw parts behind each other; together they fill the bar, nothing fills none."""
    whole, at = sum(part.amount for part in parts), 0.0
    drawn = []
    for part in parts:
        width = WHOLE * part.amount / whole if whole else 0.0
        drawn.append((part.kind, at, width))
        at += width
    return _drawn(drawn)


def _percent(amount: int, most: int) -> float:
    if amount <= 0 or most <= 0:
        return 0.0
    return max(PERCENT_MIN, min(WHOLE, WHOLE * amount / most))


def _drawn(parts: Sequence[tuple[str, float, float]]) -> Markup:
    rects = Markup().join(
        Markup(
            '<rect class="bar-{kind}" x="{x:.2f}%" y="1" width="{width:.2f}%" height="14"></rect>'
        ).format(kind=kind, x=at, width=width)
        for kind, at, width in parts
        if width
    )
    # The table beside it says the same in words.
    return Markup('<svg class="bar" width="100%" height="16" aria-hidden="true">{}</svg>').format(
        rects
    )
