"""Somebody without a telephone earns nearly what somebody with one earns for the same trips.

What a helped person lives: on market days the way goes past two shops of a set route, whose
stamps prove it; every other trip is a tick in the weekly diary.  Ticks alone bring three tenths:
it is the stamps that carry a person without a telephone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.rules.counters import owner_of
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.rulebook import Owner, Rulebook
from muvengine.core.trips.diary import DISTANCE_M, DURATION_S
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts
from muvengine.formats.rulebook_yaml.read import read_rulebook

RULES: Final = Path(__file__).parents[3] / "rules" / "muv.yaml"
FIRST: Final = datetime(2026, 3, 2, 9, 10, tzinfo=ZoneInfo("Europe/Paris"))
WEEKS: Final = 4
OUT, HOME = 0, 7
HELPER: Final = 7
LEAST: Final = 0.8
# Shops do not stand at anybody's door: the stamps lie a little way inside the trip.
BETWEEN_STAMPS: Final = 0.9


@dataclass(frozen=True)
class Way:
    """One trip of the month.

    Attributes:
        market: it goes past two shops of a set route.
    """

    start: datetime
    mode: str
    distance_m: int
    market: bool


@dataclass(frozen=True)
class Week:
    """How a person lives.

    Attributes:
        market_days: from 0 for Monday; two shops are passed on the way out.
        stamped: hours at which a way past them is stamped on such a day.
    """

    market_days: tuple[int, ...]
    stamped: tuple[int, ...]


THREE_MARKETS: Final = Week((0, 2, 4), (OUT,))
TWO_THERE_AND_BACK: Final = Week((1, 4), (OUT, HOME))


def month(mode: str, distance_m: int, week: Week) -> Iterator[Way]:
    """Go out and home on the working days of four weeks."""
    for day in range(7 * WEEKS):
        for hours in (OUT, HOME) if day % 7 < 5 else ():
            market = hours in week.stamped and day % 7 in week.market_days
            yield Way(FIRST + timedelta(days=day, hours=hours), mode, distance_m, market)


def with_phone(way: Way) -> TripFacts:
    routes = (RouteFacts("canal", 900),) if way.market else ()
    return TripFacts(way.start, 900, (LegFacts(way.mode, way.distance_m),), routes=routes)


def on_paper(way: Way) -> TripFacts:
    """What ``keep_stamp_card`` and ``keep_diary`` let the rules know."""
    if not way.market:
        told = TripFacts(way.start, DURATION_S, (LegFacts(way.mode, DISTANCE_M),))
        return replace(told, evidence_class="declared", assisted=True, helper_id=HELPER)
    return TripFacts(
        way.start,
        900,
        (LegFacts(way.mode, round(way.distance_m * BETWEEN_STAMPS)),),
        evidence_class="proven",
        routes=(RouteFacts("canal", round(900 * BETWEEN_STAMPS)),),
        stamps=2,
        assisted=True,
        helper_id=HELPER,
    )


@pytest.fixture(scope="module")
def muv() -> Rulebook:
    return read_rulebook(RULES.read_bytes())


def earned(
    rulebook: Rulebook, ways: list[Way], facts: Callable[[Way], TripFacts], people: int = 1
) -> int:
    """Let people make the same trips, with one helper beside them all; give what the last earns."""
    counters: list[Counter[str]] = [Counter() for _ in range(people)]
    of_helper: Counter[str] = Counter()
    points = 0
    for way in ways:
        for own in counters:
            score = evaluate(rulebook, facts(way), own + of_helper)
            for key, count in score.counts.items():
                (of_helper if owner_of(key) is Owner.HELPER else own)[key] += count
        points += score.points
    return points


@pytest.mark.parametrize("week", [THREE_MARKETS, TWO_THERE_AND_BACK])
@pytest.mark.parametrize(("mode", "distance_m"), [("walk", 800), ("walk", 1500), ("bike", 3000)])
def test_diary_and_stamps_bring_at_least_eight_tenths_of_what_a_phone_brings(
    muv: Rulebook, mode: str, distance_m: int, week: Week
) -> None:
    ways = list(month(mode, distance_m, week))
    phone, paper = earned(muv, ways, with_phone), earned(muv, ways, on_paper)
    assert paper >= LEAST * phone > 0


@pytest.mark.parametrize("week", [THREE_MARKETS, TWO_THERE_AND_BACK])
def test_the_last_of_a_full_centre_with_one_helper_earns_them_too(
    muv: Rulebook, week: Week
) -> None:
    ways = list(month("walk", 800, week))
    phone, paper = earned(muv, ways, with_phone), earned(muv, ways, on_paper, people=25)
    assert paper >= LEAST * phone > 0
