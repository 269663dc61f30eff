"""A month of a shop in one picture: a bar for each day, the month before as an outline."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from muvengine.reads.shop_month import ShopMonth

WIDTH: Final = 720.0
HEIGHT: Final = 240.0
LEFT: Final = 34.0
BOTTOM: Final = 210.0
TOP: Final = 18.0
DAYS: Final = 31
STEP: Final = (WIDTH - LEFT) / DAYS
GAP: Final = 3.0
# So few vouchers would fill the sheet otherwise.
COUNT_MIN: Final = 4
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
LINES_MAX: Final = 4
NAMED: Final = (1, 5, 10, 15, 20, 25, 30)


def month_drawing(month: ShopMonth, before: ShopMonth, *, title: str) -> Markup:
    """Draw how many vouchers were taken on each day.

    Args:
        month: as bars.
        before: as outlines behind them, day by day.
        title: what the picture shows, read aloud instead of it; the table says it all.
    """
    counts = [day.count for one in (month, before) for day in one.days]
    most = max(*counts, COUNT_MIN)
    drawn = [_line(value, most) for value in range(0, most + 1, _step(most))]
    drawn += [_bar("month-bar-before", n, day.count, most) for n, day in enumerate(before.days)]
    drawn += [_bar("month-bar", n, day.count, most) for n, day in enumerate(month.days)]
    drawn += [
        Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(
            LEFT + (number - 0.5) * STEP, BOTTOM + 18, number
        )
        for number in NAMED
        if number <= len(month.days)
    ]
    return Markup(
        '<svg class="month" viewBox="0 0 {w:.0f} {h:.0f}" role="img" aria-label="{title}">'
        "{drawn}</svg>"
    ).format(w=WIDTH, h=HEIGHT, title=title, drawn=Markup().join(drawn))


def _step(most: int) -> int:
    return next((step for step in STEPS if most / step <= LINES_MAX), most)


def _height(count: int, most: int) -> float:
    return (BOTTOM - TOP) * count / most


def _bar(kind: str, number: int, count: int, most: int) -> Markup:
    if not count:
        return Markup()
    height = _height(count, most)
    return Markup(
        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"></rect>'
    ).format(kind, LEFT + number * STEP + GAP / 2, BOTTOM - height, STEP - GAP, height)


def _line(value: int, most: int) -> Markup:
    y = BOTTOM - _height(value, most)
    return Markup(
        '<line class="month-line" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"></line>'
        '<text class="month-side" x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(LEFT, y, WIDTH, y, LEFT - 6, y + 5, value)
