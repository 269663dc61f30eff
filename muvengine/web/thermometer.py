"""A pot as a thermometer: what people gave, what the town added, and the steps on the way.

Parts differ by their strokes as well as by their colour.  The drawing says its figures in words
to who cannot see it, and every step stands in a list beside it.
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from muvengine.core.ledger.pot import Pot

WIDTH: Final = 120
HEIGHT: Final = 300
LEFT: Final = 34
TUBE: Final = 34
TOP: Final = 16
BULB_Y: Final = 264
BULB: Final = 30
ROOM: Final = 220
"""Height of the tube from nothing to the goal."""


def thermometer(pot: Pot, words: str) -> Markup:
    """Draw how far a pot is.

    Args:
        pot: see ``Pot``.
        words: the same figures, for who cannot see the drawing.
    """
    given = ROOM * pot.given_points / pot.goal_points
    matched = ROOM * pot.matched_points / pot.goal_points
    bottom = TOP + ROOM
    middle = LEFT + TUBE // 2
    parts = [
        _rect("bar-free", LEFT, TOP, ROOM + BULB),
        # From the bulb up: what people gave, and on it what the town added.
        _rect("bar-used", LEFT + 4, bottom - given, given + BULB // 2, TUBE - 8),
        Markup('<circle class="bar-used" cx="{}" cy="{}" r="{}"></circle>').format(
            middle, BULB_Y, BULB
        ),
        _rect("bar-promised", LEFT + 4, bottom - given - matched, matched, TUBE - 8),
        _mark(bottom - ROOM, "★"),
    ]
    for number, one in enumerate(pot.milestones, 1):
        parts.append(_mark(bottom - ROOM * one.points / pot.goal_points, str(number)))
    return Markup(
        '<svg class="thermometer" viewBox="0 0 {width} {height}" role="img" aria-label="{words}">'
        "{parts}</svg>"
    ).format(width=WIDTH, height=HEIGHT, words=words, parts=Markup().join(parts))


def _rect(kind: str, left: float, top: float, height: float, width: float = TUBE) -> Markup:
    if height <= 0:
        return Markup()
    return Markup('<rect class="{}" x="{}" y="{:.1f}" width="{}" height="{:.1f}"></rect>').format(
        kind, left, top, width, height
    )


def _mark(at: float, text: str) -> Markup:
    right = LEFT + TUBE
    return Markup(
        '<line class="mark" x1="{}" y1="{at:.1f}" x2="{}" y2="{at:.1f}"></line>'
        '<text x="{}" y="{:.1f}">{}</text>'
    ).format(LEFT, right + 10, right + 14, at + 6, text, at=at)
