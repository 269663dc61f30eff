"""The running figures that rules read: how they are named, and what they mean.

A counter is a whole number under a key.  A score says what to add (``Score.counts``), so
that all counters can be built again by adding up the stored scores in any order, and a
reversed score is taken out by subtraction.

    day:2026-03-14:m:walk-km         metres of a per_km rule on a local day
    day:2026-03-14:b:walk-km         points it paid for them, before caps
    day:2026-03-14:f:bonus           times a limited rule has paid in a period
    day:2026-03-14:f:bonus:canal     the same, of one set route
    week:2026-W11:p:week             points under a cap in a period
    helper:7:day:2026-03-14:p:desk   the same for a helper; the row is the helper's own
    programme:season:muv:p:budget    the same for the programme: the sum over all people
    week:2026-W11:days               scored trips on each day of a week, packed
    life:trips                       scored trips
    life:mode:bike                   scored trips with a leg in a mode

A packed week holds seven digits to the base of 256, Monday first.  A count of active days
could not be corrected by subtraction when one of a day's two trips is taken back; a count
of trips per day can, and streaks over a season still read one number a week.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from muvengine.core.rules.rulebook import Owner, Period

WEEK: Final = timedelta(days=7)
DAY_BITS: Final = 8
DAY_MASK: Final = (1 << DAY_BITS) - 1
LIFE_TRIPS: Final = "life:trips"

Counters = Mapping[str, int]


PERIODS: Final = (Period.DAY, Period.WEEK, Period.MONTH, Period.SEASON)
"""The periods that counters outlive a trip in, in the order of ``period_keys``."""


@lru_cache(maxsize=4096)
def period_keys(day: date, season: str) -> tuple[str, str, str, str]:
    """Name the day, ISO week, month and season a local day lies in.

    Args:
        day: the trip's local day.
        season: the rulebook's name: its versions are one season.
    """
    year, week, _ = day.isocalendar()
    return (
        f"day:{day.isoformat()}",
        f"week:{year}-W{week:02d}",
        f"month:{day.year}-{day.month:02d}",
        f"season:{season}",
    )


def period_key(period: Period, day: date, season: str) -> str:
    """Name the period a local day lies in; any period but a trip."""
    return period_keys(day, season)[PERIODS.index(period)]


def owned(key: str, owner: Owner, helper_id: int | None) -> str:
    """Put the owner in front of a key; a participant's own keys stay plain."""
    match owner:
        case Owner.HELPER:
            return f"helper:{helper_id}:{key}"
        case Owner.PROGRAMME:
            return f"programme:{key}"
        case _:
            return key


_IN_FRONT: Final = {owner.value: owner for owner in (Owner.HELPER, Owner.PROGRAMME)}


@lru_cache(maxsize=4096)
def owner_of(key: str) -> Owner:
    """Tell whose counter a key names."""
    return _IN_FRONT.get(key.partition(":")[0], Owner.PARTICIPANT)


def is_history(key: str) -> bool:
    """Tell whether a counter says what a person did before, with no end of a period."""
    return key.startswith("life:") or key.endswith(":days")


def is_paid_by_km(key: str) -> bool:
    """Tell whether a counter holds points that a rule paid by the kilometre on a day."""
    return key.startswith("day:") and key.split(":", 3)[2] == "b"


def is_of_km(key: str) -> bool:
    """Tell whether a counter holds a day's metres of a rule, or its points for them."""
    return key.startswith("day:") and key.split(":", 3)[2] in {"m", "b"}


@lru_cache(maxsize=4096)
def week_key(day: date) -> str:
    """Name the packed counter of a day's week."""
    return f"{period_keys(day, '')[1]}:days"


def mode_key(mode: str) -> str:
    """Name the counter of scored trips in a mode."""
    return f"life:mode:{mode}"


def one_trip_on(day: date) -> int:
    """Give what one trip adds to its week's packed counter."""
    return 1 << (DAY_BITS * day.weekday())


def trips_on(counters: Counters, day: date) -> int:
    """Read the scored trips of one day."""
    return (counters.get(week_key(day), 0) >> (DAY_BITS * day.weekday())) & DAY_MASK


def active_days_of_week(packed: int) -> int:
    """Count the days of a packed week that have a trip."""
    return 8 - max(packed, 0).to_bytes(8, "little").count(0)


def trips_of_week(packed: int) -> int:
    """Count the trips of a packed week."""
    return sum(max(packed, 0).to_bytes(8, "little"))


def trips_by_day(packed: int) -> tuple[int, ...]:
    """Give the trips of each day of a packed week, Monday first."""
    return tuple(max(packed, 0).to_bytes(8, "little")[:7])
