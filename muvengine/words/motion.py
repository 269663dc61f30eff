"""Speed along the way, and what was cut out of a recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.traces.cuts import Cut, CutKind
from muvengine.words.catalogue import Plural, Sentences, say
from muvengine.words.figures import Clock, Metres, Seconds

SENTENCES: Final[Sentences] = {
    "title": "Speed along the way",
    "drawing": "Speed from {start} to {end}. Half of the time below {middle} km/h, at most {top} "
    "km/h.",
    "figures": "Half of the time below {middle} km/h. Most of the time below {most} km/h. At most "
    "{top} km/h.",
    "gone": "The speeds were deleted with the map, as promised.",
    "nothing": "There is no speed to show: too little was recorded.",
    "axis_speed": "Speed in km/h",
    "axis_time": "Time of day",
    "doubted_above": "doubtful above {n} km/h",
    "refused_above": "refused above {n} km/h",
    "refused_below": "a vehicle is faster than {n} km/h",
    "key_doubted": "Dashes: we doubt a trip that is mostly above.",
    "key_refused": "Dots: we refuse a trip that is mostly above.",
    "key_vehicle": "Dots and dashes: a bus or a train is faster than this at some time.",
    "key_short": "A short moment above a line does no harm.",
    "key_gap": "Stripes: nothing was recorded.",
    "key_stay": "Grey: a long stop.",
    "key_marks": "A number in a circle: something was left out, see the list.",
    "table": "The speed in figures",
    "from": "From",
    "slowest": "Slowest",
    "middle": "Middle",
    "fastest": "Fastest",
    "unseen": "nothing recorded",
    "stayed": "a long stop",
    "parts": "The speed in each part",
    "part": "Part",
    "half_below": "Half of the time below",
    "most_below": "Most of the time below",
    "cuts_title": "What was left out, and why",
    "cuts_nothing": "Nothing was left out.",
    "cut_spike": Plural(
        "At {start} the phone jumped {far} away and came back. We left this position out.",
        "At {start} the phone jumped {far} away for {n} positions. We left them out.",
    ),
    "cut_teleport": "At {start} the phone jumped {far} at once. No vehicle does that. "
    "The jump does not count.",
    "cut_gap": "From {start} to {end} nothing was recorded, over {far}. These metres earn nothing.",
    "cut_gap_near": "From {start} to {end} nothing was recorded, at one place.",
    "cut_pause": "From {start} to {end} the app was paused, over {far}. These metres earn nothing.",
    "cut_pause_near": "From {start} to {end} the app was paused, at one place.",
    "cut_stay": "From {start} to {end} the phone stayed at one place. "
    "Its position trembles then. That is no way, and does not count.",
    "cut_inaccurate": Plural(
        "At {start} the phone did not know where it was. We left this position out.",
        "From {start} on the phone did not know where it was. We left {n} positions out.",
    ),
    "cut_double": Plural(
        "At {start} one position was recorded twice. We kept the first.",
        "From {start} on {n} positions were recorded twice. We kept the first ones.",
    ),
    "cuts_spike": "From {start} to {end} the phone jumped away {times} times, up to {far}. "
    "We left these positions out.",
    "cuts_teleport": "From {start} to {end} the phone jumped {times} times at once, up to {far}. "
    "No vehicle does that. The jumps do not count.",
    "cuts_gap": "From {start} to {end} the recording stopped {times} times, over {all} together. "
    "These metres earn nothing.",
    "cuts_pause": "From {start} to {end} the app was paused {times} times, over {all} together. "
    "These metres earn nothing.",
    "cuts_stay": "From {start} to {end} the phone stayed at one place {times} times, "
    "{long} together. That is no way, and does not count.",
    "cuts_inaccurate": "From {start} to {end} the phone often did not know where it was. "
    "We left {positions} positions out.",
    "cuts_double": "From {start} to {end} {positions} positions were recorded twice. "
    "We kept the first ones.",
}

# Nearer than this nobody moved: a receiver indoors comes back this far off.
NEAR_M: Final = 100.0
NEAR_TOLD: Final = frozenset({CutKind.GAP, CutKind.PAUSE})


@dataclass(frozen=True, slots=True)
class CutLine:
    """What was left out, in words.

    Attributes:
        number: by which drawings point at it, from 1.
        kind: of its cuts.
        text: when, how much and why.
    """

    number: int
    kind: str
    text: str


def cut_lines(
    groups: tuple[tuple[Cut, ...], ...], zone: ZoneInfo, locale: str
) -> tuple[CutLine, ...]:
    """Say what was left out.

    Args:
        groups: as ``told_together`` gives them.
        zone: in which people read the clock.
        locale: see ``say``.
    """
    return tuple(
        CutLine(number, str(group[0].kind), _sentence(group, zone, locale))
        for number, group in enumerate(groups, start=1)
    )


def _sentence(group: tuple[Cut, ...], zone: ZoneInfo, locale: str) -> str:
    first = group[0]
    code = f"cut_{first.kind}" if len(group) == 1 else f"cuts_{first.kind}"
    if len(group) == 1 and first.kind in NEAR_TOLD and first.metres < NEAR_M:
        code += "_near"
    positions = sum(cut.count for cut in group)
    return say(
        f"motion.{code}",
        locale,
        start=_clock(first.start_s, zone),
        end=_clock(max(cut.end_s for cut in group), zone),
        far=Metres(max(cut.metres for cut in group)),
        all=Metres(sum(cut.metres for cut in group)),
        long=Seconds(sum(cut.end_s - cut.start_s for cut in group)),
        times=len(group),
        positions=positions,
        n=max(positions, 1),
    )


def _clock(seconds: float, zone: ZoneInfo) -> Clock:
    return Clock(datetime.fromtimestamp(seconds, zone))
