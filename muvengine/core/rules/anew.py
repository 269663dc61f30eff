"""A trip that is scored anew: what its earlier sheet counted and knew.

What it counted is taken out, so that ceilings, limits and the day's kilometres are those of
the person's other trips.  What it knew of the past stays: a proof that comes a day later must
not turn somebody's first bus ride into their second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from muvengine.core.rules.counters import Counters, is_history, is_paid_by_km

_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier sheet of a trip.

    Attributes:
        counts: what it added to the counters.
        past: the counters of the past that it read, those of 0 too.
    """

    counts: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    past: Mapping[str, int] = field(default_factory=lambda: _NOTHING)


FIRST: Final = Earlier()
"""What a trip without an earlier sheet has."""


def past_of(asked: Iterable[str], counters: Counters) -> dict[str, int]:
    """Pick what a sheet knew of the past.

    Args:
        asked: every key it asked for, see ``evaluate.counter_keys``.
        counters: what it was answered.
    """
    return {key: counters.get(key, 0) for key in asked if is_history(key)}


def counters_without(counters: Counters, earlier: Earlier, keys: Iterable[str]) -> dict[str, int]:
    """Give the counters for the next sheet of a trip.

    Args:
        counters: as they stand now.
        earlier: the sheet that the next one is made in place of.
        keys: what the next one asks for.
    """
    asked = set(keys)
    found = {key: counters[key] for key in asked if key in counters}
    for key, value in earlier.counts.items():
        if key in asked:
            found[key] = found.get(key, 0) - value
    return found | {key: value for key, value in earlier.past.items() if key in asked}


def same_day_keys(counts: Mapping[str, int]) -> frozenset[str]:
    """Name the counters of a day's points by the kilometre that a sheet has a part in."""
    return frozenset(key for key in counts if is_paid_by_km(key))
