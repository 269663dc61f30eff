"""How a trip moved, as its owner and a reviewer look at it: speeds, limits and cuts, no places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.modes.measure import measure
from muvengine.core.traces.cuts import Cut, find_cuts, told_together
from muvengine.core.traces.fixes import Recording
from muvengine.core.traces.profile import Profile, speed_profile
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.leg import Leg


@dataclass(frozen=True, slots=True)
class LegMotion:
    """The speeds of one leg, and what they are held against.

    Attributes:
        mode: as declared.
        start_s, end_s: seconds since 1970 UTC.
        middle_kmh, most_kmh, top_kmh: the speeds half of the moving time, 85 % of it and all
            of it stay below; 0 where nothing moved.
        doubted_above_kmh, refused_above_kmh: limits of ``most_kmh``; None where none is held.
        refused_below_kmh: where the whole leg stays below, it is no vehicle; None where the
            mode needs none.
    """

    mode: str
    start_s: float
    end_s: float
    middle_kmh: float
    most_kmh: float
    top_kmh: float
    doubted_above_kmh: float | None
    refused_above_kmh: float | None
    refused_below_kmh: float | None


@dataclass(frozen=True, slots=True)
class Motion:
    """Speed along a trip, its legs, and what was cut out.

    Attributes:
        profile: see there.
        legs: in order, at least one.
        cuts: as people are told of them, see ``told_together``.
    """

    profile: Profile
    legs: tuple[LegMotion, ...]
    cuts: tuple[tuple[Cut, ...], ...]


def motion_of(
    recording: Recording, trace: Trace, legs: tuple[Leg, ...], modes: Mapping[str, ModeLimits]
) -> Motion:
    """Give how a trip moved.

    Args:
        recording: as it was checked.
        trace: ``clean(recording)``.
        legs: judged, at least one.
        modes: limits by mode, of the rulebook that judged it.
    """
    whole = (trace.start_s, trace.end_s)
    spans = [(leg.start_at.timestamp(), leg.end_at.timestamp()) for leg in legs]
    return Motion(
        profile=speed_profile(trace),
        legs=tuple(
            _leg(trace, leg.mode, span, modes)
            for leg, span in zip(legs, spans if len(legs) > 1 else [whole], strict=True)
        ),
        cuts=told_together(find_cuts(recording, trace)),
    )


def _leg(
    trace: Trace, mode: str, span: tuple[float, float], modes: Mapping[str, ModeLimits]
) -> LegMotion:
    figures = measure(trace, *span)
    limits = modes.get(mode, ModeLimits(family=Family.NONE))
    return LegMotion(
        mode=mode,
        start_s=span[0],
        end_s=span[1],
        middle_kmh=figures.p50_kmh,
        most_kmh=figures.p85_kmh,
        top_kmh=figures.max_kmh,
        doubted_above_kmh=limits.p85_kmh_max,
        refused_above_kmh=limits.refuse_p85_kmh,
        refused_below_kmh=limits.refuse_slow_max_kmh,
    )
