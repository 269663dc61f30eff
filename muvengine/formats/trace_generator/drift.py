"""The errors of a telephone's receiver: they wander over minutes and hardly jump."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WANDER_S: Final = 45.0
SHIVER_M: Final = 0.35


@dataclass(frozen=True, slots=True)
class Receiver:
    """How well a telephone knows where it is, and how often it says so.

    Attributes:
        error_m: standard deviation of the wandering error, per axis.
        interval_s: seconds between fixes it writes.
        lost_share: share of fixes it leaves out, 0 to 1.
        step_m: it also leaves out fixes nearer than this to the last one written, but writes
            one every half minute; 0 for a recorder that does not save.
        uneven_s: fixes come up to so much later than due, in fractions of a second.
        jitter_m: standard deviation of an error drawn anew for each fix, per axis.
        spike_share: share of fixes that jump away, 0 to 1.
        spike_m: how far they jump.
        silent_about: of ``accuracy`` and ``elevation``, what it does not write.
    """

    error_m: float = 3.5
    interval_s: int = 4
    lost_share: float = 0.03
    step_m: float = 0.0
    uneven_s: float = 0.0
    jitter_m: float = 0.0
    spike_share: float = 0.0
    spike_m: float = 250.0
    silent_about: frozenset[str] = frozenset()


def wander(seconds: int, receiver: Receiver, dice: np.random.Generator) -> tuple[Floats, Floats]:
    """Give the error east and north for each second, in metres.

    A Gauss-Markov process per axis, as usual for code-phase errors under open sky, and a
    small independent shiver.
    """
    return _axis(seconds, receiver.error_m, dice), _axis(seconds, receiver.error_m, dice)


def claimed_accuracy(
    east: Floats, north: Floats, receiver: Receiver, dice: np.random.Generator
) -> Floats:
    """Give what the telephone says of its error: related to the truth, never below 3 m."""
    guess = 0.6 * np.hypot(east, north) + receiver.error_m
    said: Floats = np.maximum(guess + dice.normal(0.0, 0.4, len(east)), 3.0)
    return said.round(1)


def _axis(seconds: int, error_m: float, dice: np.random.Generator) -> Floats:
    keep = float(np.exp(-1.0 / WANDER_S))
    push = dice.normal(0.0, error_m * np.sqrt(1.0 - keep**2), seconds)
    error = np.empty(seconds)
    state = float(dice.normal(0.0, error_m))
    for second in range(seconds):
        state = keep * state + push[second]
        error[second] = state
    return error + dice.normal(0.0, SHIVER_M, seconds)
