"""Speed over time, drawn by ourselves: it needs no script and asks nobody.

Across, everything is placed in percent of the sheet, so that words keep their size on a phone
as on a tablet; only the line of speeds is stretched, and its stroke is not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from markupsafe import Markup

from muvengine.core.traces.profile import Point, Profile

# The sheet from top to bottom: signs of the legs, speeds, hours.
PLOT_TOP: Final = 34.0
PLOT_BOTTOM: Final = 214.0
HEIGHT: Final = 240.0
MARK_Y: Final = PLOT_TOP + 13.0
# The line of speeds is drawn on a sheet this wide and then stretched.
LINE_WIDTH: Final = 1000.0
LABEL_APART_MIN: Final = 17.0
HEADROOM: Final = 1.15
KMH_MIN: Final = 8.0
KMH_STEPS: Final = (2, 5, 10, 20, 50, 100, 200, 500)
KMH_TICKS_MAX: Final = 5
MINUTE_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480)
TIME_TICKS_MAX: Final = 4
# A sign in a narrower band would lie on its neighbour's.
SIGN_SHARE_MIN: Final = 0.07
NAME_SHARE_MIN: Final = 0.3
LIMIT_SHARE_MIN: Final = 0.6
# Percent that an hour takes on a phone.
HOUR_WIDTH: Final = 17.0


@dataclass(frozen=True, slots=True)
class Band:
    """One leg: a stretch with a sign of its own, where there are several.

    Attributes:
        start_s, end_s: seconds since 1970 UTC.
        sign: a drawing, or nothing.
        name: what the way of moving is called.
        limits: (class, km/h, words) of the lines across it.
    """

    start_s: float
    end_s: float
    sign: Markup
    name: str
    limits: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Shade:
    """A time in which nothing moved or nothing was recorded: ``stay`` or ``gap``."""

    kind: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at a moment."""

    number: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a drawing shows beside the speeds.

    Attributes:
        title: read aloud in place of the drawing.
        bands: at least one.
        shades, marks: in order.
        hours: (seconds, words) along the bottom.
    """

    title: str
    bands: tuple[Band, ...]
    shades: tuple[Shade, ...] = ()
    marks: tuple[Mark, ...] = ()
    hours: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Scale:
    start_s: float
    end_s: float
    top_kmh: float

    def x(self, at_s: float) -> float:
        """Percent of the width."""
        share = (at_s - self.start_s) / max(self.end_s - self.start_s, 1.0)
        return round(100.0 * min(max(share, 0.0), 1.0), 2)

    def y(self, kmh: float) -> float:
        height = PLOT_BOTTOM - PLOT_TOP
        return round(PLOT_BOTTOM - height * min(kmh / self.top_kmh, 1.0), 1)


def speed_drawing(profile: Profile, sheet: Sheet) -> Markup:
    """Draw the speeds with their limits; empty where no speed is known."""
    if not profile.runs:
        return Markup()
    scale = _scale(profile, sheet)
    parts = [
        *(_shade(scale, shade) for shade in sheet.shades),
        *(_tick(scale, kmh) for kmh in kmh_ticks(scale.top_kmh)),
        *_bands(scale, sheet.bands),
        _line(scale, profile.runs),
        *(_limit_label(scale, band) for band in sheet.bands),
        *(_mark(scale, mark) for mark in sheet.marks),
        *_hours(scale, sheet.hours),
    ]
    return Markup(
        '<svg class="speed-axis" height="{height:.0f}" aria-hidden="true" focusable="false">'
        '{figures}</svg><svg class="speed-plot" height="{height:.0f}" role="img" '
        'aria-label="{title}">{patterns}{parts}</svg>'
    ).format(
        height=HEIGHT,
        figures=Markup().join(_figure(scale, kmh) for kmh in kmh_ticks(scale.top_kmh)),
        title=sheet.title,
        patterns=_PATTERNS,
        parts=Markup().join(parts),
    )


def kmh_ticks(top_kmh: float) -> tuple[int, ...]:
    """Choose round speeds from 0 to the top, six at most."""
    step = next((s for s in KMH_STEPS if top_kmh / s <= KMH_TICKS_MAX), KMH_STEPS[-1])
    return tuple(range(0, int(top_kmh) + 1, step))


def hour_ticks(start: datetime, end: datetime) -> tuple[datetime, ...]:
    """Choose round times of day, five at most; aware, in the zone in which people read them."""
    minutes = (end - start).total_seconds() / 60
    step = next((s for s in MINUTE_STEPS if minutes / s <= TIME_TICKS_MAX), MINUTE_STEPS[-1])
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    first = math.ceil((start - midnight).total_seconds() / 60 / step)
    ticks: list[datetime] = []
    at = midnight + timedelta(minutes=first * step)
    while at <= end and len(ticks) <= TIME_TICKS_MAX:
        ticks.append(at)
        at += timedelta(minutes=step)
    return tuple(ticks)


def _scale(profile: Profile, sheet: Sheet) -> _Scale:
    limits = [kmh for band in sheet.bands for _, kmh, _ in band.limits]
    top_kmh = max(profile.top_kmh, *limits, KMH_MIN) * HEADROOM
    return _Scale(profile.start_s, profile.end_s, top_kmh)


def _line(scale: _Scale, runs: Iterable[Sequence[Point]]) -> Markup:
    drawn = Markup().join(
        Markup('<polyline points="{}"></polyline>').format(
            " ".join(
                f"{scale.x(at_s) * LINE_WIDTH / 100:.1f},{scale.y(kmh) - PLOT_TOP:.1f}"
                for at_s, kmh in run
            )
        )
        for run in runs
    )
    return Markup(
        '<svg class="speed-line" x="0" y="{top:.0f}" width="100%" height="{height:.0f}" '
        'viewBox="0 0 {width:.0f} {height:.0f}" preserveAspectRatio="none">{drawn}</svg>'
    ).format(top=PLOT_TOP, height=PLOT_BOTTOM - PLOT_TOP, width=LINE_WIDTH, drawn=drawn)


def _shade(scale: _Scale, shade: Shade) -> Markup:
    left, right = scale.x(shade.start_s), scale.x(shade.end_s)
    return Markup(
        '<rect class="speed-{}" x="{}%" y="{}" width="{:.2f}%" height="{}"></rect>'
    ).format(shade.kind, left, PLOT_TOP, right - left, PLOT_BOTTOM - PLOT_TOP)


def _tick(scale: _Scale, kmh: int) -> Markup:
    return _level("speed-tick", 0.0, 100.0, scale.y(kmh))


def _figure(scale: _Scale, kmh: int) -> Markup:
    return Markup('<text x="100%" y="{}" dx="-6">{}</text>').format(scale.y(kmh) + 5, kmh)


def _bands(scale: _Scale, bands: tuple[Band, ...]) -> Iterator[Markup]:
    for number, band in enumerate(bands):
        left, right = scale.x(band.start_s), scale.x(band.end_s)
        if len(bands) > 1:
            yield _border(left) if number else Markup()
            yield _sign(band, (left + right) / 2, (right - left) / 100)
        for kind, kmh, _ in band.limits:
            yield _level(kind, left, right, scale.y(kmh))


def _border(x: float) -> Markup:
    return Markup('<line class="speed-border" x1="{0}%" x2="{0}%" y1="0" y2="{1}"></line>').format(
        x, PLOT_BOTTOM
    )


def _sign(band: Band, middle: float, share: float) -> Markup:
    if share < SIGN_SHARE_MIN:
        return Markup()
    named = share >= NAME_SHARE_MIN
    sign = Markup('<svg x="{:.2f}%" y="4" overflow="visible">{}</svg>').format(middle, band.sign)
    if not named:
        return Markup('<g class="speed-sign">{}</g>').format(sign)
    return Markup(
        '<g class="speed-sign speed-sign-named">{}</g>'
        '<text class="speed-name" x="{:.2f}%" y="20" dx="4">{}</text>'
    ).format(sign, middle, band.name)


def _level(kind: str, left: float, right: float, y: float) -> Markup:
    return Markup('<line class="{}" x1="{}%" x2="{}%" y1="{y}" y2="{y}"></line>').format(
        kind, left, right, y=y
    )


def _limit_label(scale: _Scale, band: Band) -> Markup:
    left, right = scale.x(band.start_s), scale.x(band.end_s)
    if right - left < 100 * LIMIT_SHARE_MIN:
        return Markup()
    labels, free_y = Markup(), PLOT_TOP - LABEL_APART_MIN
    for _, kmh, words in sorted(band.limits, key=lambda limit: -limit[1]):
        y = scale.y(kmh)
        if y - free_y >= LABEL_APART_MIN:
            labels += Markup('<text class="speed-limit" x="{}%" y="{}" dx="-4">{}</text>').format(
                right, y - 4, words
            )
            free_y = y
    return labels


def _mark(scale: _Scale, mark: Mark) -> Markup:
    x = scale.x(mark.at_s)
    return Markup(
        '<line class="speed-moment" x1="{x}%" x2="{x}%" y1="{top}" y2="{bottom}"></line>'
        '<circle class="speed-mark" cx="{x}%" cy="{y}" r="10"></circle>'
        '<text class="speed-number" x="{x}%" y="{words_y}">{number}</text>'
    ).format(
        x=x, top=PLOT_TOP, bottom=PLOT_BOTTOM, y=MARK_Y, words_y=MARK_Y + 5, number=mark.number
    )


def _hours(scale: _Scale, hours: Iterable[tuple[float, str]]) -> Iterator[Markup]:
    """Write the hours that have room; at both ends they keep inside the sheet."""
    free_x = 0.0
    for at_s, words in hours:
        x = scale.x(at_s)
        left = min(max(x - HOUR_WIDTH / 2, 0.0), 100.0 - HOUR_WIDTH)
        if left < free_x:
            continue
        free_x = left + HOUR_WIDTH
        side = "start" if left <= 0 else "end" if free_x >= 100.0 else "middle"  # noqa: PLR2004  percent
        yield Markup(
            '<line class="speed-tick" x1="{x}%" x2="{x}%" y1="{bottom}" y2="{below}"></line>'
            '<text class="speed-hour-{side}" x="{x}%" y="{words_y}">{words}</text>'
        ).format(
            x=x,
            bottom=PLOT_BOTTOM,
            below=PLOT_BOTTOM + 5,
            side=side,
            words_y=HEIGHT - 6,
            words=words,
        )


_PATTERNS: Final = Markup(
    '<defs><pattern id="speed-stripes" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="speed-stripe" width="3" height="8"></rect>'
    "</pattern></defs>"
)
