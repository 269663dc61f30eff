"""Which trips something of the game speaks of: by mode, and by what their facts say."""

from __future__ import annotations

from functools import lru_cache

from muvengine.core.rules.checks import Check, check
from muvengine.core.rules.conditions import Condition
from muvengine.core.rules.situation import situation
from muvengine.core.trips.facts import TripFacts


def is_meant(facts: TripFacts, modes: tuple[str, ...], when: tuple[Condition, ...]) -> bool:
    """Tell whether a trip has a leg in one of these modes and meets every condition.

    Args:
        facts: of the trip.
        modes: empty for any.
        when: of the facts alone, nothing of what came before.
    """
    if modes and not any(leg.mode in modes for leg in facts.legs):
        return False
    if not when:
        return True
    seen = situation(facts, {}, None, "")
    return all(run(seen) is None for run in _checks(when))


@lru_cache(maxsize=256)
def _checks(when: tuple[Condition, ...]) -> tuple[Check, ...]:
    return tuple(check(condition, {}) for condition in when)
