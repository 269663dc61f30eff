"""Somebody without a telephone earns nearly what somebody with one earns for the same trips."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts
from muvengine.formats.rulebook_yaml.read import read_rulebook

RULES: Final = Path(__file__).parents[3] / "rules" / "muv.yaml"
FIRST: Final = datetime(2026, 3, 2, 9, 10, tzinfo=ZoneInfo("Europe/Paris"))
HELPER: Final = 7
LEAST: Final = 0.8


@pytest.fixture(scope="module")
def muv() -> Rulebook:
    return read_rulebook(RULES.read_bytes())


def month(rulebook: Rulebook, trip: TripFacts) -> int:
    """Make the same trip twice a day on the working days of four weeks; give what it earns."""
    counters: Counter[str] = Counter()
    points = 0
    for day in range(28):
        if day % 7 > 4:
            continue
        for hours in (0, 7):
            start = FIRST + timedelta(days=day, hours=hours)
            score = evaluate(rulebook, replace(trip, start=start), counters)
            counters.update(score.counts)
            points += score.points
    return points


@pytest.mark.parametrize(("mode", "distance_m"), [("walk", 800), ("walk", 1500), ("bike", 3000)])
def test_stamps_bring_at_least_eight_tenths_of_what_a_recording_brings(
    muv: Rulebook, mode: str, distance_m: int
) -> None:
    route = (RouteFacts("canal", 900),)
    recorded = TripFacts(FIRST, 900, (LegFacts(mode, distance_m),), routes=route)
    stamped = TripFacts(
        FIRST,
        900,
        (LegFacts(mode, distance_m),),
        evidence_class="proven",
        routes=route,
        stamps=2,
        assisted=True,
        helper_id=HELPER,
    )
    with_phone, with_card = month(muv, recorded), month(muv, stamped)
    assert with_phone > 0
    assert with_card >= LEAST * with_phone
