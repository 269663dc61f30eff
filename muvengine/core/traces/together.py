"""Whether two recordings were made in one car (design: traces 5 (iii)).

Two phones in one car stay within 100 m of each other at nearly every moment; the same drive
half a minute later does so at almost none.  A convoy, and one person with two phones, cannot be
told from friends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from muvengine.core.traces.distance import metres_between, steps_m, unwrapped
from muvengine.core.traces.fixes import Fixes
from muvengine.core.units import KMH_PER_MS

SLOT_S: Final = 10.0
GAP_S_MAX: Final = 90.0
NEAR_M: Final = 100.0
# Where a mediator wrote both names down, phones of mixed quality are given more.
NEAR_M_BY_SLIP: Final = 150.0
NEAR_SHARE_MIN: Final = 0.7
OVERLAP_SHARE_MIN: Final = 0.7
COMMON_M_MIN: Final = 1_000.0
# Nobody carpools on foot.
COMMON_KMH_MIN: Final = 10.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Company:
    """How much two recordings have in common.

    Attributes:
        overlap_share: 0 to 1, of the shorter one's duration.
        near_share: 0 to 1, of the common moments at which both are known to be near.
        common_m: metres of the way while both recorded.
        common_kmh: along them, stops included.
    """

    overlap_share: float
    near_share: float
    common_m: float
    common_kmh: float

    @property
    def together(self) -> bool:
        """They may have sat in one car."""
        return (
            self.overlap_share >= OVERLAP_SHARE_MIN
            and self.near_share >= NEAR_SHARE_MIN
            and self.common_m >= COMMON_M_MIN
            and self.common_kmh >= COMMON_KMH_MIN
        )


NOTHING: Final = Company(0.0, 0.0, 0.0, 0.0)


def company(one: Fixes, other: Fixes, *, near_m: float = NEAR_M) -> Company:
    """Compare two recordings at every tenth second that both cover.

    Positions lie on the line between fixes at most 90 s apart; moments in longer gaps of
    either do not count.

    Args:
        one: sorted by strictly rising time, at least one fix.
        other: the same.
        near_m: how far apart phones in one car may seem.
    """
    first_s = max(one.t_s[0], other.t_s[0])
    last_s = min(one.t_s[-1], other.t_s[-1])
    shorter_s = min(np.ptp(one.t_s), np.ptp(other.t_s))
    if last_s - first_s < SLOT_S or shorter_s <= 0:
        return NOTHING
    slots = np.arange(np.ceil(first_s / SLOT_S) * SLOT_S, last_s, SLOT_S)
    known = _known(one, slots) & _known(other, slots)
    if not known.any():
        return NOTHING
    lat, lon = _places(one, slots)
    apart_m = metres_between(lat, lon, *_places(other, slots))
    common_m = float(steps_m(lat, lon).sum())
    return Company(
        overlap_share=float((last_s - first_s) / shorter_s),
        near_share=float(np.mean(apart_m[known] <= near_m)),
        common_m=common_m,
        common_kmh=common_m / float(last_s - first_s) * KMH_PER_MS,
    )


def _known(fixes: Fixes, slots: Floats) -> NDArray[np.bool_]:
    """Mark the moments between two fixes that are near enough in time."""
    after = np.clip(np.searchsorted(fixes.t_s, slots), 1, len(fixes) - 1)
    found: NDArray[np.bool_] = fixes.t_s[after] - fixes.t_s[after - 1] <= GAP_S_MAX
    return found


def _places(fixes: Fixes, slots: Floats) -> tuple[Floats, Floats]:
    lon = unwrapped(fixes.lon)
    return np.interp(slots, fixes.t_s, fixes.lat), np.interp(slots, fixes.t_s, lon)
