"""What traces are measured with: a town's rulebooks, routes, zones and timetables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from muvengine.core.errors import NoRulebook
from muvengine.core.modes.limits import ModeLimits
from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.zone import ZoneIndex
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.traces.fingerprint import NO_KEY
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.programme import Programme
from muvengine.core.trips.proof import Proof
from muvengine.formats.gpx.limits import LIMITS, Limits

DAYS_BACK_MAX: Final = 7
# A mediator sees people once a week or less.
DAYS_BACK_MAX_HELPED: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class InForce:
    """A rulebook, the days on which it holds and the number under which it is kept.

    Attributes:
        rulebook: compiled.
        first_day, end_day: as published, the end excluded; None for no end.
        version_id: 0 when it is not kept.
    """

    rulebook: Rulebook
    first_day: date
    end_day: date | None = None
    version_id: int = 0

    @property
    def limits(self) -> Mapping[str, ModeLimits]:
        """What a trace may look like, by mode."""
        return {mode: rule.limits for mode, rule in self.rulebook.modes.items()}


NO_ZONES: Final = ZoneIndex()

Prover = Callable[[Trace, tuple[Leg, ...]], tuple[Proof, ...]]
"""Finds proofs for judged legs in what the trace shows, as a timetable does."""


def _always(_route: str, _day: date) -> bool:
    return True


@dataclass(frozen=True, slots=True, eq=False)
class Yardstick:
    """What traces are measured with.

    Attributes:
        programme: its zone and area.
        rulebooks: those that may be in force on a trip's day, the latest begun first.
        routes: the programme's set routes.
        now: aware; None lifts the window for uploads.
        route_open: whether a route counts on a day.
        days_back_max: how old a trip may be.
        print_key: secret with which fingerprints are made.
        limits: of the reader.
        provers: asked about every trip, in order.
        zones: the town's.
    """

    programme: Programme
    rulebooks: tuple[InForce, ...]
    routes: RouteIndex
    now: datetime | None
    route_open: Callable[[str, date], bool] = _always
    days_back_max: int = DAYS_BACK_MAX
    print_key: bytes = NO_KEY
    limits: Limits = LIMITS
    provers: tuple[Prover, ...] = ()
    zones: ZoneIndex = NO_ZONES

    def in_force_on(self, day: date) -> InForce:
        """Give the rulebook of a local day.

        Raises:
            NoRulebook: none holds on it.
        """
        for one in self.rulebooks:
            if one.first_day <= day and (one.end_day is None or day < one.end_day):
                return one
        raise NoRulebook(day=day)
