"""What a trace of each mode may look like; a rulebook's ``modes:`` block replaces the defaults.

The figures were fitted on labelled traces of Beijing, the Bay Area and Helsinki by
cross-validation over people, and looked at once on people never seen before: honest
walks 87 % confirmed and 5 % refused, cars declared as walks 1 % confirmed; honest bike
rides 91 % confirmed and 2 % refused, cars declared as bikes 2 %, buses 5 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from muvengine.core.modes.mode import Mode


class Family(StrEnum):
    """How a mode is judged."""

    FOOT = "foot"
    WHEELS = "wheels"
    TRANSIT = "transit"
    CARPOOL = "carpool"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeLimits:
    """Every threshold of one mode; each field but ``family`` is a number or None, not held.

    Speeds are of moving steps on the 10 s grid; shares are 0 to 1.

    Attributes:
        family: foot and wheels can be confirmed by speed; transit and carpool need another
            proof and are doubtful at best; none earns nothing and is refused.
        distance_m_min: shorter trips are refused, holes included in their length.
        duration_s_min: briefer trips are refused.
        fixes_min: with fewer a trip is doubtful.
        interval_median_s_max: recorded more thinly, a trip is doubtful: thinning hides speed.
            Telephones asked for a fix every 30 s give one every 32.
        hole_kmh_max: a hole crossed faster than this is a fast hole.
        hole_m_max, hole_share_max: doubtful when fast holes together are longer than the
            greater of these metres and this share of the trip.
        p50_kmh_max, p85_kmh_max: percentiles of moving speed; doubtful above.
        share_gt25_max, share_gt35_max: share of moving time above 25 and 35 km/h; doubtful
            above.
        run15_share_max: share of distance in runs of 40 s or more above 15 km/h; doubtful
            above.
        surges_per_km_max: changes of more than 15 km/h within 20 s; doubtful above, when the
            95th percentile of speed is above ``surges_from_p95_kmh``.
        surges_from_p95_kmh: see there.
        sprint_surges_per_km_max: the same limit for whoever rides so fast that the 95th
            percentile is above ``sprint_from_p95_kmh``: only a descent carries legs that fast,
            and a descent does not surge.
        sprint_from_p95_kmh: see there.
        refuse_p50_kmh, refuse_p85_kmh, refuse_share_gt25, refuse_share_gt35,
            refuse_run15_share, refuse_run33_share: refused above any of them; run33 is as
            run15, above 33 km/h.
        refuse_slow_p85_kmh, refuse_slow_max_kmh: refused when 85th percentile and maximum
            are both below: no vehicle moves like that.
    """

    family: Family
    distance_m_min: float = 200.0
    duration_s_min: float = 120.0
    fixes_min: int = 10
    interval_median_s_max: float = 35.0
    hole_kmh_max: float | None = None
    hole_m_max: float = 150.0
    hole_share_max: float = 0.10
    p50_kmh_max: float | None = None
    p85_kmh_max: float | None = None
    share_gt25_max: float | None = None
    share_gt35_max: float | None = None
    run15_share_max: float | None = None
    surges_per_km_max: float | None = None
    surges_from_p95_kmh: float = 0.0
    sprint_surges_per_km_max: float | None = None
    sprint_from_p95_kmh: float = 0.0
    refuse_p50_kmh: float | None = None
    refuse_p85_kmh: float | None = None
    refuse_share_gt25: float | None = None
    refuse_share_gt35: float | None = None
    refuse_run15_share: float | None = None
    refuse_run33_share: float | None = None
    refuse_slow_p85_kmh: float | None = None
    refuse_slow_max_kmh: float | None = None


_WALK: Final = ModeLimits(
    family=Family.FOOT,
    interval_median_s_max=60.0,
    hole_kmh_max=12.0,
    p50_kmh_max=10.0,
    p85_kmh_max=15.0,
    share_gt25_max=0.10,
    run15_share_max=0.40,
    refuse_p85_kmh=20.0,
    refuse_share_gt25=0.20,
    refuse_run15_share=0.50,
)
# No runner was in the data, and running pays more than riding: at 14 and 17 km/h four of ten
# bicycle rides would be confirmed as runs, at 13 and 16 km/h one of thirty.
_RUN: Final = ModeLimits(
    family=Family.FOOT,
    hole_kmh_max=16.0,
    p50_kmh_max=13.0,
    p85_kmh_max=16.0,
    share_gt25_max=0.05,
    refuse_p50_kmh=18.0,
    refuse_p85_kmh=22.0,
    refuse_share_gt25=0.15,
)
_BIKE: Final = ModeLimits(
    family=Family.WHEELS,
    hole_kmh_max=25.0,
    p50_kmh_max=22.0,
    p85_kmh_max=26.0,
    share_gt35_max=0.10,
    surges_per_km_max=2.0,
    surges_from_p95_kmh=22.0,
    sprint_surges_per_km_max=1.0,
    sprint_from_p95_kmh=28.0,
    refuse_p50_kmh=25.0,
    refuse_p85_kmh=32.0,
    refuse_share_gt35=0.15,
    refuse_run33_share=0.30,
)
# Assisted up to 25 km/h here, 32 km/h where most of the measured ones rode.
_EBIKE: Final = replace(
    _BIKE,
    p50_kmh_max=24.0,
    p85_kmh_max=29.0,
    share_gt35_max=0.03,
    surges_per_km_max=4.0,
    surges_from_p95_kmh=0.0,
    sprint_surges_per_km_max=None,
    refuse_p50_kmh=30.0,
    refuse_p85_kmh=36.0,
)
_TRANSIT: Final = ModeLimits(
    family=Family.TRANSIT, refuse_slow_p85_kmh=11.0, refuse_slow_max_kmh=18.0
)

DEFAULT_LIMITS: Final[Mapping[str, ModeLimits]] = MappingProxyType(
    {
        Mode.WALK.value: _WALK,
        Mode.RUN.value: _RUN,
        Mode.WHEELCHAIR.value: replace(_WALK, distance_m_min=100.0, duration_s_min=60.0),
        Mode.BIKE.value: _BIKE,
        Mode.EBIKE.value: _EBIKE,
        Mode.ESCOOTER.value: _BIKE,
        Mode.BUS.value: _TRANSIT,
        Mode.TRAM.value: _TRANSIT,
        Mode.SUBWAY.value: _TRANSIT,
        Mode.TRAIN.value: _TRANSIT,
        Mode.CARPOOL.value: replace(_TRANSIT, family=Family.CARPOOL, distance_m_min=1000.0),
        Mode.CAR.value: ModeLimits(family=Family.NONE),
    }
)
