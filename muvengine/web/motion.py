"""How a trip moved, ready for a page: a drawing, its table, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from markupsafe import Markup

from muvengine.core.traces.cuts import CutKind
from muvengine.core.traces.profile import Span
from muvengine.core.trips.motion import LegMotion, Motion
from muvengine.reads.trace_path import TracePath
from muvengine.web import here
from muvengine.web.assets import icon
from muvengine.web.drawings import Line, Place
from muvengine.web.speed_drawing import (
    Band,
    Mark,
    Shade,
    Sheet,
    hour_ticks,
    speed_drawing,
)
from muvengine.words.figures import Clock
from muvengine.words.motion import CutLine, cut_lines

SHADES: Final = {CutKind.GAP: "gap", CutKind.PAUSE: "gap", CutKind.STAY: "stay"}
# Named in the list of cuts; said again they would only puzzle.
TOLD_AS_CUTS: Final = frozenset({"spike", "teleport", "double", "inaccurate"})


@dataclass(frozen=True, slots=True)
class SpeedView:
    """What ``components/speed.html`` shows.

    Attributes:
        drawing: empty where no speed is known.
        whole: the figures of the whole trip; None where it has several legs.
        legs: every leg's figures.
        spans: rows of the table.
        cuts: numbered as in the drawing.
        keys: what the lines and grounds of the drawing mean.
    """

    drawing: Markup
    whole: LegMotion | None
    legs: tuple[LegMotion, ...]
    spans: tuple[Span, ...]
    cuts: tuple[CutLine, ...]
    keys: tuple[tuple[str, str], ...]


def speed_view(motion: Motion) -> SpeedView:
    """Prepare a trip's motion for the language and the clock of this page."""
    profile = motion.profile
    sheet = Sheet(
        title=_title(motion),
        bands=tuple(_band(leg) for leg in motion.legs),
        shades=tuple(
            Shade(SHADES[cut.kind], cut.start_s, cut.end_s)
            for group in motion.cuts
            for cut in group
            if cut.kind in SHADES
        ),
        marks=tuple(
            Mark(number, (cut.start_s + cut.end_s) / 2)
            for number, group in enumerate(motion.cuts, start=1)
            for cut in group
        ),
        hours=tuple(
            (at.timestamp(), here.say("evidence.plain", n=Clock(at)))
            for at in hour_ticks(moment(profile.start_s), moment(profile.end_s))
        ),
    )
    return SpeedView(
        drawing=speed_drawing(profile, sheet),
        whole=motion.legs[0] if len(motion.legs) == 1 else None,
        legs=motion.legs,
        spans=profile.spans,
        cuts=cut_lines(motion.cuts, here.programme().zone, here.locale()),
        keys=tuple(_keys(sheet)),
    )


def on_map(path: TracePath) -> tuple[list[Line], list[Place]]:
    """Give a trip's way, and the numbers of what was left out of it, as a map shows them."""
    lines = [Line(line, kind="trace") for line in path.lines]
    return lines, [Place(at, str(number), kind="cut") for number, at in path.marks]


def moment(seconds: float) -> datetime:
    """Give a moment on the town's clocks."""
    return here.local(datetime.fromtimestamp(seconds, UTC))


def _title(motion: Motion) -> str:
    middle = [leg.middle_kmh for leg in motion.legs]
    return here.say(
        "motion.drawing",
        start=Clock(moment(motion.profile.start_s)),
        end=Clock(moment(motion.profile.end_s)),
        middle=round(sum(middle) / len(middle), 1),
        top=round(motion.profile.top_kmh, 1),
    )


def _band(leg: LegMotion) -> Band:
    held = (
        ("speed-doubted", "doubted_above", leg.doubted_above_kmh),
        ("speed-refused", "refused_above", leg.refused_above_kmh),
        ("speed-vehicle", "refused_below", leg.refused_below_kmh),
    )
    return Band(
        start_s=leg.start_s,
        end_s=leg.end_s,
        sign=icon(leg.mode, size_px=22),
        name=here.say(f"modes.{leg.mode}"),
        limits=tuple(
            (kind, kmh, here.say(f"motion.{words}", n=kmh))
            for kind, words, kmh in held
            if kmh is not None
        ),
    )


def _keys(sheet: Sheet) -> Iterator[tuple[str, str]]:
    lines = {kind for band in sheet.bands for kind, _, _ in band.limits}
    for kind, words in (
        ("speed-doubted", "key_doubted"),
        ("speed-refused", "key_refused"),
        ("speed-vehicle", "key_vehicle"),
    ):
        if kind in lines:
            yield kind, here.say(f"motion.{words}")
    grounds = {shade.kind for shade in sheet.shades}
    for kind in ("gap", "stay"):
        if kind in grounds:
            yield f"speed-{kind}", here.say(f"motion.key_{kind}")
