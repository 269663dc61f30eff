"""Legs that fared differently are scored each by itself, with the shipped rulebook."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.rules.evaluate import counter_keys, evaluate
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.trips.facts import LegFacts, TripFacts
from muvengine.formats.rulebook_yaml.read import read_rulebook

RULES = Path(__file__).parents[3] / "rules" / "muv.yaml"
SATURDAY = datetime(2026, 3, 14, 11, tzinfo=ZoneInfo("Europe/Paris"))
WALK = LegFacts("walk", 1000, "confirmed", "trace")
BUS_DOUBTED = LegFacts("bus", 5000, "doubtful", "declared")
BUS_PROVEN = LegFacts("bus", 5000, "confirmed", "proven")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return read_rulebook(RULES.read_bytes())


def paid(rulebook: Rulebook, *legs: LegFacts, outcome: str = "confirmed") -> dict[str, int]:
    known = "trace" if outcome == "confirmed" else "declared"
    facts = TripFacts(SATURDAY, 1800, legs, outcome=outcome, evidence_class=known)
    score = evaluate(rulebook, facts, {"life:trips": 10, "2026:f:welcome": 1})
    asked = set(counter_keys(rulebook, facts))
    assert set(score.counts) <= asked, "a count that nobody would read back"
    return {line.rule: line.points for line in score.lines if line.points}


def test_a_doubtful_leg_has_the_flat_amount_beside_a_confirmed_one(rulebook: Rulebook) -> None:
    alone = paid(rulebook, LegFacts("walk", 1000))
    both = paid(rulebook, WALK, BUS_DOUBTED)
    assert both == alone | {"declared-trip": 10}
    assert "transit-km" not in both


def test_a_proven_leg_is_paid_like_a_confirmed_one(rulebook: Rulebook) -> None:
    both = paid(rulebook, WALK, BUS_PROVEN)
    assert (both["walk-km"], both["transit-km"]) == (12, 10)
    assert "declared-trip" not in both


def test_a_doubtful_trip_pays_no_leg_whatever_it_says_of_itself(rulebook: Rulebook) -> None:
    assert paid(rulebook, WALK, BUS_PROVEN, outcome="doubtful") == {"declared-trip": 10}


def test_doubtful_legs_alone_are_paid_once_and_flat(rulebook: Rulebook) -> None:
    legs = (LegFacts("bus", 5000), LegFacts("tram", 2000))
    assert paid(rulebook, *legs, outcome="doubtful") == {"declared-trip": 10}


@pytest.mark.parametrize(
    ("mode", "least_m"),
    [("bus", 500), ("tram", 500), ("subway", 500), ("train", 2000), ("carpool", 2000)],
)
def test_a_proven_ride_is_never_worth_less_than_one_on_a_word(
    rulebook: Rulebook, mode: str, least_m: int
) -> None:
    on_a_word = paid(rulebook, LegFacts(mode, 5000), outcome="doubtful")
    for distance_m in range(least_m, 40_000, 700):
        proven = paid(rulebook, LegFacts(mode, distance_m, "confirmed", "proven"))
        # What a first or a third trip brings, both have.
        assert proven["trip"] + proven["proof"] >= on_a_word["declared-trip"]
