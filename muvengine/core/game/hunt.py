"""A treasure hunt: places with a sign, found by phone, by card or on a sheet of paper.

::

    draft --start--> running <--> paused
      '----------------'------------'-----> cancelled   with the reason; what was paid stays

A draft changes freely.  From the start on its places, times and points stay as they are: only
signs are renewed, and places paused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from muvengine.core.errors import BadInput, NotPossible

PLACES_MIN: Final = 2
PLACES_MAX: Final = 20
POINTS_MAX: Final = 1000
A_DAY_MAX: Final = 1000
LASTS_MAX: Final = timedelta(days=366)
PAPER_WITHIN: Final = timedelta(days=7)
"""After the end, a sheet of paper is still entered for so long."""


class HuntState(StrEnum):
    """See the module."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Way(StrEnum):
    """How somebody shows that they were there."""

    SIGN = "sign"
    CARD = "card"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is, as far as anything is known of it.

    Attributes:
        shop: key of a shop, whose till may stamp there; empty for none.
        route: key of a set route it lies on; empty for none.
        lat, lon: degrees; None where nobody has said them.
    """

    shop: str = ""
    route: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One place to be found.

    Attributes:
        number: from 1, in the order of the hunt.
        name: words by language; a surprise until it is found.
        hint: words by language that lead there.
        pictogram: a word for a drawing.
        spot: see ``Spot``.
        paused_at: from when nobody finds it, until its sign is renewed; None while it is good.
        id: 0 before it is kept.
    """

    number: int
    name: Mapping[str, str]
    hint: Mapping[str, str]
    pictogram: str = "place"
    spot: Spot = field(default_factory=Spot)
    paused_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Hunt:
    """A treasure hunt.

    Attributes:
        key: short name in addresses.
        title, about: words by language.
        starts_at, ends_at: aware; found from the first until just before the second.
        in_order: each place is found after the one before it.
        place_points: for each place, once a person; 0 or more.
        all_points: for the last place that is missing, once a person; 0 or more.
        a_day_max: stamps that one helper, or one till, gives in a day.
        places: by number.
        state: see ``HuntState``.
        cancelled_reason: why; everybody reads it.
        id: 0 before it is kept.
    """

    key: str
    title: Mapping[str, str]
    starts_at: datetime
    ends_at: datetime
    about: Mapping[str, str] = field(default_factory=dict)
    in_order: bool = False
    place_points: int = 0
    all_points: int = 0
    a_day_max: int = 100
    places: tuple[Place, ...] = ()
    state: HuntState = HuntState.DRAFT
    cancelled_reason: str = ""
    id: int = 0

    @property
    def points_max(self) -> int:
        """What one person can get at most."""
        return self.place_points * len(self.places) + self.all_points

    def place(self, number: int) -> Place | None:
        """Give a place by its number; None where there is none."""
        return next((one for one in self.places if one.number == number), None)

    def over(self, now: datetime) -> bool:
        """Tell whether its time is up."""
        return now >= self.ends_at

    def playable(self, now: datetime) -> bool:
        """Tell whether places can be found now."""
        return self.state is HuntState.RUNNING and self.starts_at <= now < self.ends_at

    def takes_paper(self, now: datetime) -> bool:
        """Tell whether a sheet of paper is still entered."""
        begun = self.state is HuntState.RUNNING and self.starts_at <= now
        return begun and now < self.ends_at + PAPER_WITHIN

    def shows(self, number: int, found: Collection[int]) -> bool:
        """Tell whether the hint of a place is shown to somebody who has found ``found``."""
        return not self.in_order or number in found or number == self.following(found)

    def following(self, found: Collection[int]) -> int | None:
        """Give the number of the first place that is missing; None when all are found."""
        return next((one.number for one in self.places if one.number not in found), None)


def check_hunt(hunt: Hunt) -> None:
    """Refuse a hunt that contradicts itself.

    Raises:
        BadInput: ``fields`` names what is wrong: ``last_day`` not after the start, or later
            than a year after it; ``place_points``, ``all_points`` or ``a_day_max`` out of range.
    """
    wrong: dict[str, str] = {}
    if hunt.ends_at <= hunt.starts_at:
        wrong["last_day"] = "early"
    elif hunt.ends_at - hunt.starts_at > LASTS_MAX:
        wrong["last_day"] = "late"
    for name, points in (("place_points", hunt.place_points), ("all_points", hunt.all_points)):
        if not 0 <= points <= POINTS_MAX:
            wrong[name] = "range"
    if not 1 <= hunt.a_day_max <= A_DAY_MAX:
        wrong["a_day_max"] = "range"
    if wrong:
        raise BadInput(fields=wrong)


def check_start(hunt: Hunt, now: datetime) -> None:
    """Refuse to start what cannot be played.

    Raises:
        NotPossible: ``state`` is its state where it is no draft, few_places, or over.
    """
    if hunt.state is not HuntState.DRAFT:
        raise NotPossible(state=hunt.state.value)
    if len(hunt.places) < PLACES_MIN:
        raise NotPossible(state="few_places", places_min=PLACES_MIN)
    if hunt.over(now):
        raise NotPossible(state="over")


def check_find(
    hunt: Hunt, place: Place, found: Collection[int], now: datetime, *, way: Way
) -> None:
    """Refuse what does not count as found.

    Args:
        hunt: as it stands.
        place: one of its places, that is not in ``found``.
        found: numbers of the places the person has found.
        now: aware.
        way: a sheet of paper may come in a little later.

    Raises:
        NotPossible: ``state`` is draft, paused, cancelled, early, over, place_paused, or order
            with ``number`` of the place that comes first.
    """
    if hunt.state is not HuntState.RUNNING:
        raise NotPossible(state=hunt.state.value)
    if now < hunt.starts_at:
        raise NotPossible(state="early")
    if hunt.over(now) and not (way is Way.PAPER and hunt.takes_paper(now)):
        raise NotPossible(state="over")
    # Whoever has the stamp on paper was there before the sign went astray.
    if place.paused_at is not None and way is Way.SIGN:
        raise NotPossible(state="place_paused")
    following = hunt.following(found)
    if hunt.in_order and place.number != following:
        raise NotPossible(state="order", number=following)


def due(hunt: Hunt, place: Place, found: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Give what finding a place earns: number of the place, 0 for all of them, and points.

    Args:
        hunt: whose places.
        place: found this moment.
        found: numbers found before.
    """
    all_found = {*found, place.number} >= {one.number for one in hunt.places}
    wanted = ((place.number, hunt.place_points), (ALL, hunt.all_points if all_found else 0))
    return tuple((number, points) for number, points in wanted if points)


ALL: Final = 0
"""In place of a place's number: the reward for all of them."""
