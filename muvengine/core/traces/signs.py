"""Signs that a trace was made, not recorded (design: traces 5 (v)).

No sign is a proof and none refuses a trip: each asks a person to look.  The share of honest
recordings that show it was measured on 460 labelled legs and stands beside each threshold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.distance import sides_m
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.traces.median import median
from muvengine.core.traces.trace import Trace

STEP_M_MIN = 1.0
STEPS_MIN = 20
SAME_SPEED_MS = 0.05
SAME_SPEED_SHARE = 0.5
LINE_M = 0.02
LINE_SHARE = 0.75
# Positions rounded to a millionth of a degree lie up to 8 cm beside the line they were drawn on.
ROUNDED_LINE_M = 0.1
ROUNDED_LINE_SHARE = 0.9
JITTER_MS2 = 1.5
# Noise drawn anew for each fix turns every acceleration back: the correlation of one with the
# next tends to -2/3.  A receiver smooths, which brings it towards 0.
JITTER_TURN = -0.62
JITTER_STEPS_MIN = 60
SMOOTH_VARIATION = 0.08
SMOOTH_M_MIN = 500.0
CLOCK_S = 0.001
CLOCK_SHARE = 0.99
# A recording at one fix a second whose times were multiplied ticks evenly at 1.3 or 2.7
# seconds, also when the times were rounded afterwards.  Phones tick unevenly, or at whole
# seconds; some at 5.06 s and slower, which is left alone.
TICKS = 60
TICK_OFF_S = 0.55
TICK_WHOLE_S = 0.04
TICK_S_MAX = 4.5
TICK_SHARE = 0.5
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "editor": 1.0,
        "emulator": 1.0,
        "constant_speed": 1.0,
        "straight_lines": 1.0,
        "stretched_clock": 1.0,
        "white_jitter": 0.5,
        "too_smooth": 0.5,
    }
)
"""How much each sign says; a person is asked from ``WEIGHT_ASKING`` in all."""
WEIGHT_ASKING = 1.0
# GPSBabel is left out: mediators convert honest recordings of old receivers with it.
EDITOR = re.compile(
    r"gpx\.studio|routeconverter|basecamp|mapstogpx|josm|osmandrouter|gpx\.py|plotaroute|"
    r"brouter|gpsprune|gpxsee|nmeagen|gpx ?generator|lockito|fake ?gps|mock",
    re.IGNORECASE,
)

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def honesty_signs(trace: Trace, recording: Recording) -> tuple[str, ...]:
    """Name the signs that a trace shows.

    - ``editor``: written by a program that draws or edits, by its own word;
    - ``emulator``: every elevation 0, no accuracy, an exact clock, as a simulated phone writes;
    - ``constant_speed``: more than half of the moving steps within 0.05 m/s of one speed;
    - ``straight_lines``: more than three quarters of the fixes within 2 cm of the line past
      them, or nine of ten within 10 cm;
    - ``white_jitter``: at one fix a second, accelerations that only added noise has;
    - ``too_smooth``: over 500 m and more, 10 s speeds that hardly vary;
    - ``stretched_clock``: an even tick that no recorder has, as times multiplied have.

    Args:
        trace: cleaned.
        recording: that it was cleaned from.
    """
    fixes = trace.fixes
    east_m, north_m = sides_m(fixes.lat, fixes.lon)
    step_m = np.hypot(east_m, north_m)
    whole = fixes.piece[1:] == fixes.piece[:-1]
    gap_s = fixes.t_s[1:] - fixes.t_s[:-1]
    moving = whole & (step_m > STEP_M_MIN)
    found = (
        ("editor", EDITOR.search(recording.creator) is not None),
        ("emulator", _is_emulated(fixes, gap_s)),
        ("constant_speed", _is_constant(step_m[moving] / gap_s[moving])),
        ("straight_lines", _is_drawn(east_m, north_m, moving)),
        ("white_jitter", _is_jittered(east_m, north_m, np.where(whole, gap_s, np.inf))),
        ("too_smooth", _is_smooth(trace)),
        ("stretched_clock", _is_stretched(recording.fixes.t_s)),
    )
    return tuple(sign for sign, shown in found if shown)


def weight_of(signs: Iterable[str]) -> float:
    """Add up what signs say; from ``WEIGHT_ASKING`` on a person is asked to look."""
    return sum(WEIGHTS.get(sign, WEIGHT_ASKING) for sign in signs)


def _is_emulated(fixes: Fixes, gap_s: Floats) -> bool:
    """Honest: 0 of 460."""
    if len(gap_s) < STEPS_MIN or np.isfinite(fixes.accuracy_m).any() or fixes.ele_m.any():
        return False
    return float(np.mean(np.abs(gap_s - median(gap_s)) < CLOCK_S)) >= CLOCK_SHARE


def _is_constant(speed_ms: Floats) -> bool:
    """Honest: 0 of 442, at most .35 of the steps."""
    if len(speed_ms) < STEPS_MIN:
        return False
    ordered = np.sort(speed_ms)
    within = np.searchsorted(ordered, ordered + SAME_SPEED_MS, side="right")
    return bool((within - np.arange(len(ordered))).max() > SAME_SPEED_SHARE * len(ordered))


def _is_drawn(east_m: Floats, north_m: Floats, moving: Mask) -> bool:
    """Honest: 0 of 603, at most .64 within 2 cm and .79 within 10 cm.

    A line drawn through streets has .67 and more, fewer the more corners it turns.
    """
    both = moving[1:] & moving[:-1]
    if both.sum() < STEPS_MIN:
        return False
    # Twice the triangle's area over the side past the fix is the fix's distance from it.
    area = np.abs(east_m[:-1] * north_m[1:] - north_m[:-1] * east_m[1:])
    past_m = np.hypot(east_m[:-1] + east_m[1:], north_m[:-1] + north_m[1:])
    off_m = area[both] / np.maximum(past_m[both], LINE_M)
    exact, rounded = np.mean(off_m <= LINE_M), np.mean(off_m <= ROUNDED_LINE_M)
    return bool(exact > LINE_SHARE or rounded > ROUNDED_LINE_SHARE)


def _is_jittered(east_m: Floats, north_m: Floats, gap_s: Floats) -> bool:
    """Honest: 1 of 66 recorded at one fix a second."""
    second = (gap_s > 0.5) & (gap_s < 1.5)  # noqa: PLR2004  one a second, give or take half
    two, three = second[1:] & second[:-1], second[2:] & second[1:-1] & second[:-2]
    if three.sum() < JITTER_STEPS_MIN:
        return False
    east_ms, north_ms = east_m / gap_s, north_m / gap_s
    east, north = east_ms[1:] - east_ms[:-1], north_ms[1:] - north_ms[:-1]
    if median(np.hypot(east, north)[two]) <= JITTER_MS2:
        return False
    turn = (east[1:] * east[:-1] + north[1:] * north[:-1])[three].sum()
    return bool(turn < JITTER_TURN * (east**2 + north**2)[1:][three].sum())


def _is_smooth(trace: Trace) -> bool:
    """Honest: 0 of 425, at least .12."""
    speed_ms = trace.grid.speed_ms[~trace.grid.still]
    if trace.distance_m <= SMOOTH_M_MIN or len(speed_ms) < STEPS_MIN:
        return False
    return float(speed_ms.std()) < SMOOTH_VARIATION * float(speed_ms.mean())


def _is_stretched(t_s: Floats) -> bool:
    """Honest: 0 of 296 long enough; of 28 car rides slowed down to a bicycle's pace 11."""
    runs = (len(t_s) - TICKS) // (TICKS // 2) + 1 if len(t_s) >= TICKS else 0
    if runs == 0:
        return False
    rows = np.arange(runs)[:, None] * (TICKS // 2) + np.arange(TICKS)
    times = t_s[rows] - t_s[rows].mean(axis=1, keepdims=True)
    count = np.arange(TICKS) - (TICKS - 1) / 2
    tick_s = times @ count / (count @ count)
    even = np.abs(times - tick_s[:, None] * count).max(axis=1) <= TICK_OFF_S
    odd = (np.abs(tick_s - np.rint(tick_s)) > TICK_WHOLE_S) & (tick_s < TICK_S_MAX)
    return float(np.mean(even & odd)) > TICK_SHARE
