"""Two stamps on a set route, without a recording: a trip that shops stand behind.

A stamp card says which shop stamped when.  Two shops along one set route, at times between
which the way can be gone in the mode that was told, make a proven trip of the part of the route
between them.  Only ways on foot and on wheels: a stamp proves no bus (see ``stops``).  Whoever
drives slowly from stamp to stamp is not told from somebody who walks: points are few, have
maximums, and a helper has the card in hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.modes.mode import Mode
from muvengine.core.routes.advice import Stop as Place
from muvengine.core.routes.advice import stops_along
from muvengine.core.routes.nearest import nearest
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.trips.stops import Stop

MODES: Final = (Mode.WALK, Mode.RUN, Mode.WHEELCHAIR, Mode.BIKE, Mode.EBIKE, Mode.ESCOOTER)
# Slower than this somebody stayed on the way: the card proves both ends, and no way between.
KMH_MIN: Final = 1.0
KMH_MAX: Final = 25.0
_FAMILIES: Final = frozenset({Family.FOOT, Family.WHEELS})


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp of a card.

    Attributes:
        stop: key of the shop.
        at: aware; when it was stamped.
    """

    stop: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StampCard:
    """Two stamps and the mode that was told.

    Attributes:
        mode: one of ``MODES``.
        first, last: in order of time.
    """

    mode: str
    first: Stamp
    last: Stamp

    @property
    def duration_s(self) -> int:
        """Whole seconds between the stamps; below zero where they are in the wrong order."""
        return round((self.last.at - self.first.at).total_seconds())

    def print_of(self, person_id: int) -> str:
        """Give what stands for its fixes: one card of one person pays once."""
        stamps = [(one.stop, one.at.timestamp()) for one in (self.first, self.last)]
        return hashlib.sha256(f"stamps:{person_id}:{stamps}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a route between two stops.

    Attributes:
        route: its key.
        distance_m: along the line.
        share: of the whole line, 0 to 1.
        forward: along the line as drawn.
    """

    route: str
    distance_m: int
    share: float
    forward: bool


def stretch_between(routes: Iterable[SetRoute], first: Stop, last: Stop) -> Stretch | None:
    """Find the route both stops lie along, the longest part first; None where there is none.

    Args:
        routes: that count on the day.
        first: where the way began.
        last: where it ended.
    """
    found = [
        _stretch(route, first, last)
        for route in routes
        if first.key != last.key and {first.key, last.key} <= set(route.stops)
    ]
    return max(found, key=lambda one: one.distance_m, default=None)


def _stretch(route: SetRoute, first: Stop, last: Stop) -> Stretch:
    places = (Place(one.key, one.lat, one.lon) for one in (first, last))
    along = {one.key: one.along_m for one in stops_along(route.line, places)}
    length_m = nearest(route.line, route.line.lat[:1], route.line.lon[:1]).length_m
    way_m = along[last.key] - along[first.key]
    share = min(abs(way_m) / length_m, 1.0) if length_m else 0.0
    return Stretch(route.line.key, round(abs(way_m)), round(share, 3), forward=way_m >= 0)


def fault_of(card: StampCard, stretch: Stretch | None, limits: ModeLimits) -> str:
    """Say what speaks against a card: mode, order, route, short, fast or slow; empty for nothing.

    Args:
        card: the two stamps.
        stretch: of the route both lie along.
        limits: of the mode, in the rulebook of the day.
    """
    if card.mode not in MODES or limits.family not in _FAMILIES:
        return "mode"
    if card.duration_s <= 0:
        return "order"
    if stretch is None:
        return "route"
    if stretch.distance_m < limits.distance_m_min or card.duration_s < limits.duration_s_min:
        return "short"
    kmh = stretch.distance_m / card.duration_s * 3.6
    if kmh > (limits.p50_kmh_max or KMH_MAX):
        return "fast"
    return "slow" if kmh < KMH_MIN else ""
