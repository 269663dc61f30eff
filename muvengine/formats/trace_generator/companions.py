"""Several telephones on one journey, and a car some seconds behind another.

Each telephone has its own errors, its own rhythm, its own clock and its own moment of being
started and stopped; only where the journey went is the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import numpy as np

from muvengine.core.traces.fixes import Fixes
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.journey import Journey
from muvengine.formats.trace_generator.recorder import Session, write_down

# As the telephones of the labelled recordings: from a fix each second to one each half minute,
# the better half of the dense ones loses hardly any, and most tick within milliseconds.
INTERVALS_S: Final = (1, 1, 2, 4, 5, 6, 6, 8, 11, 20, 30)
LOST_SHARES: Final = (0.002, 0.004, 0.037, 0.07)
UNEVEN_S: Final = (0.0, 0.01, 0.01, 0.9)
# A thin recorder saves enough without leaving out what is near.
STEP_INTERVAL_S: Final = 5
STEP_CHANCE: Final = 0.3
SILENT_CHANCE: Final = 0.3
# Telephones take their time from the network or the satellites.
CLOCK_S_MAX: Final = 2.0
# Somebody starts late or stops early by at most this share of the journey, and this long.
LATE_SHARE_MAX: Final = 0.1
LATE_S_MAX: Final = 120.0


def some_receiver(dice: np.random.Generator) -> Receiver:
    """Draw a telephone: good or bad, dense or thin, saving or not."""
    interval_s = int(dice.choice(INTERVALS_S))
    saves = interval_s < STEP_INTERVAL_S and dice.random() < STEP_CHANCE
    return Receiver(
        error_m=float(dice.uniform(2.0, 8.0)),
        interval_s=interval_s,
        lost_share=float(dice.choice(LOST_SHARES)),
        step_m=float(dice.choice((5.0, 10.0))) if saves else 0.0,
        uneven_s=float(dice.choice(UNEVEN_S)),
        jitter_m=float(dice.choice((0.0, 0.0, 0.3))),
        spike_share=float(dice.choice((0.0, 0.0, 0.0, 0.002))),
        silent_about=frozenset({"accuracy"} if dice.random() < SILENT_CHANCE else ()),
    )


def companions(
    journey: Journey, start: datetime, phones: int, dice: np.random.Generator
) -> tuple[Fixes, ...]:
    """Record one journey with several telephones of as many people.

    Args:
        journey: that they share.
        start: aware; of its first second.
        phones: how many.
        dice: chance.
    """
    return tuple(
        write_down(journey, _session(journey, start, dice), some_receiver(dice), dice)
        for _ in range(phones)
    )


def behind(journey: Journey, start: datetime, seconds: float, dice: np.random.Generator) -> Fixes:
    """Record the same way from a car that drives so many seconds behind."""
    later = start + timedelta(seconds=seconds)
    return write_down(journey, _session(journey, later, dice), some_receiver(dice), dice)


def _session(journey: Journey, start: datetime, dice: np.random.Generator) -> Session:
    late_s = min(LATE_SHARE_MAX * len(journey), LATE_S_MAX)
    return Session(
        start=start,
        clock_s=round(float(dice.uniform(-CLOCK_S_MAX, CLOCK_S_MAX)), 1),
        from_s=int(dice.uniform(0.0, late_s)),
        until_s=len(journey) - 1 - int(dice.uniform(0.0, late_s)),
    )
