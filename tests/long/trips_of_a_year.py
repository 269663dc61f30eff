"""The trips of a town's year, as facts: who sends which, in the order in which they are sent.

Habits, seasons, weather, late uploads, trips that a mediator brings, and trips that are
looked at again; places and groups are those that the shipped rulebooks speak of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random  # noqa: TID251  seeded: the same each run
from typing import Final, NamedTuple

from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts
from tests.town import ZONE

FIRST_DAY: Final = date(2026, 1, 1)
DAYS: Final = 365
LAST_DAY: Final = FIRST_DAY + timedelta(days=DAYS - 1)
HELPERS: Final = 4

# How often, how long in metres in the middle, and how fast in metres a second.
MODES: Final = {
    "walk": (34, 1_100, 1.3),
    "run": (3, 5_000, 2.7),
    "wheelchair": (3, 700, 1.0),
    "bike": (22, 3_200, 4.2),
    "ebike": (8, 5_000, 5.5),
    "escooter": (3, 2_400, 4.5),
    "bus": (14, 4_500, 5.0),
    "tram": (4, 4_000, 6.0),
    "train": (3, 18_000, 14.0),
    "carpool": (6, 14_000, 11.0),
}
ROUTES: Final = ("canal", "parc", "marche", "berges", "pedibus-nord", "pedibus-sud")
QUARTERS: Final = ("north", "south", "centre", "station", "hill", "river")
SEGMENTS: Final = ("usine-nord", "bureaux-gare", "on-prescription")
WARM: Final = ("dry", "dry", "dry", "rain", "wind", "heat", "pollution", None)
COLD: Final = ("dry", "rain", "rain", "wind", "cold", "fog", "snow", None)
WARM_MONTHS: Final = range(4, 11)

LATE_SHARE: Final = 0.08
LATE_DAYS_MAX: Final = 10
ANEW_SHARE: Final = 0.02
TWO_LEGS_SHARE: Final = 0.12


class Sent(NamedTuple):
    """One sheet's worth of a year.

    Attributes:
        trip: from 1, in the order of the first sending.
        person: from 0.
        facts: as they are to be scored now.
        day: on which it is sent, or looked at again.
    """

    trip: int
    person: int
    facts: TripFacts
    day: date


@dataclass(frozen=True, slots=True)
class _Habits:
    modes: tuple[str, ...]
    quarter: str
    segments: tuple[str, ...]
    helper: int | None


@dataclass
class TripsOfAYear:
    """A year of so many people, from 0 on, who make about so many trips.

    The helpers are numbered by ``helper_ids``; every seventh person is helped by one of them.
    """

    people: int
    trips: int
    helper_ids: tuple[int, ...] = ()
    dice: Random = field(default_factory=lambda: Random(5))  # noqa: S311  the same each run

    def __iter__(self) -> Iterator[Sent]:
        habits = [self._habits(person) for person in range(self.people)]
        waiting: dict[date, list[tuple[int, TripFacts]]] = defaultdict(list)
        again: dict[date, list[Sent]] = defaultdict(list)
        made = 0
        for number in range(DAYS + LATE_DAYS_MAX):
            day = FIRST_DAY + timedelta(days=number)
            yield from again.pop(day, ())
            if day <= LAST_DAY:
                for person, facts in self._day(day, number, habits):
                    waiting[day + timedelta(days=self._late())].append((person, facts))
            for person, facts in waiting.pop(day, ()):
                made += 1
                yield Sent(made, person, facts, day)
                if self.dice.random() < ANEW_SHARE:
                    later = day + timedelta(days=self.dice.randint(1, 5))
                    again[later].append(Sent(made, person, self._looked_at(facts), later))
        for day in sorted(again):
            yield from again[day]

    def _habits(self, person: int) -> _Habits:
        weights = [weight for weight, _, _ in MODES.values()]
        helped = self.helper_ids and person % 7 == 0
        return _Habits(
            modes=tuple(self.dice.choices(tuple(MODES), weights, k=4)),
            quarter=self.dice.choice(QUARTERS),
            segments=tuple(one for one in SEGMENTS if self.dice.random() < 1 / 5),
            helper=self.dice.choice(self.helper_ids) if helped else None,
        )

    def _day(
        self, day: date, number: int, habits: list[_Habits]
    ) -> Iterator[tuple[int, TripFacts]]:
        words = WARM if day.month in WARM_MONTHS else COLD
        weather = self.dice.choice(words)
        # Whole trips a day, whose sum over the year is what was asked for.
        many = (number + 1) * self.trips // DAYS - number * self.trips // DAYS
        for _ in range(many):
            person = self.dice.randrange(self.people)
            yield person, self._facts(day, weather, habits[person])

    def _facts(self, day: date, weather: str | None, habits: _Habits) -> TripFacts:
        dice = self.dice
        mode = dice.choice(habits.modes)
        legs = [self._leg(mode)]
        if mode in ("bus", "tram", "train", "carpool") and dice.random() < TWO_LEGS_SHARE * 3:
            legs.insert(0, self._leg("walk"))
        minute = dice.choice((7, 8, 8, 12, 16, 17, 18, dice.randrange(24))) * 60
        midnight = datetime.combine(day, time(), ZONE).astimezone(UTC)
        start = (midnight + timedelta(minutes=minute + dice.randrange(60))).astimezone(ZONE)
        outcome = dice.choices(("confirmed", "doubtful", "refused"), (91, 6, 3))[0]
        declared = habits.helper is not None and dice.random() < 1 / 2
        return TripFacts(
            start=start,
            duration_s=sum(round(leg.distance_m / MODES[leg.mode][2]) for leg in legs) + 60,
            legs=tuple(legs),
            outcome=outcome,
            reasons=("speed_high",) if outcome == "refused" else (),
            evidence_class="declared" if declared else dice.choice(("trace",) * 9 + ("proven",)),
            routes=self._routes(),
            climb_m=dice.choice((0, 0, 0, 20, 60, 160, 420)),
            weather=weather,
            passengers=dice.randint(1, 3) if mode == "carpool" else 0,
            stamps=dice.choice((0,) * 9 + (1, 2)),
            assisted=habits.helper is not None,
            helper_id=habits.helper,
            segments=habits.segments,
            zones_from=(habits.quarter,) if dice.random() < 3 / 4 else (dice.choice(QUARTERS),),
            zones_to=(dice.choice(QUARTERS),),
        )

    def _leg(self, mode: str) -> LegFacts:
        return LegFacts(mode, round(MODES[mode][1] * self.dice.lognormvariate(0, 0.6)))

    def _routes(self) -> tuple[RouteFacts, ...]:
        if self.dice.random() < 3 / 4:
            return ()
        keys = self.dice.sample(ROUTES, self.dice.choice((1, 1, 1, 2)))
        shares = sorted((self.dice.randint(200, 1000) for _ in keys), reverse=True)
        return tuple(map(RouteFacts, keys, shares))

    def _late(self) -> int:
        return self.dice.randint(1, LATE_DAYS_MAX) if self.dice.random() < LATE_SHARE else 0

    def _looked_at(self, facts: TripFacts) -> TripFacts:
        """Say what a person, a stamp or a corrected mode makes of a trip."""
        what = self.dice.randrange(3)
        if what == 0:
            return replace(facts, outcome="confirmed", reasons=(), reviewed=True)
        if what == 1:
            return replace(facts, evidence_class="proven", stamps=facts.stamps + 1)
        return replace(facts, legs=(replace(facts.legs[0], mode="bus"), *facts.legs[1:]))
