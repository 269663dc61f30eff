"""Several judged legs of one trip, and what is said of the whole."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.modes.verdict import Outcome
from muvengine.core.trips.facts import LegFacts
from muvengine.core.trips.judgement import finding_of
from muvengine.core.trips.leg import Leg, facts_of, verdict_of
from muvengine.core.trips.proof import Proof, ProofKind, prove

NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)
TEN = datetime(2026, 5, 4, 10, tzinfo=UTC)


def leg(mode: str, outcome: str, *reasons: str, known: str = "trace", metres: int = 1000) -> Leg:
    return Leg(mode, NINE, TEN, metres, outcome, reasons, known)


WALK = leg("walk", "confirmed")
BUS = leg("bus", "doubtful", "transit_unproven", known="declared", metres=4001)
CAR = leg("car", "refused", "mode_earns_nothing", known="declared")
HASTY = leg("walk", "refused", "speed")
WALK_SEEN = LegFacts("walk", 1000, "confirmed", "trace")
BUS_SEEN = LegFacts("bus", 4001, "doubtful", "declared")


@pytest.mark.parametrize(
    ("legs", "outcome", "reasons", "known"),
    [
        ((WALK,),          Outcome.CONFIRMED, (),                              "trace"),
        ((WALK, CAR),      Outcome.CONFIRMED, (),                              "trace"),
        ((WALK, BUS, CAR), Outcome.CONFIRMED, (),                              "trace"),
        ((CAR, BUS),       Outcome.DOUBTFUL,  ("transit_unproven",),           "declared"),
        ((CAR, HASTY),     Outcome.REFUSED,   ("mode_earns_nothing", "speed"), "declared"),
    ],
)  # fmt: skip
def test_a_trip_is_what_its_best_legs_are(
    legs: tuple[Leg, ...], outcome: Outcome, reasons: tuple[str, ...], known: str
) -> None:
    verdict = verdict_of(legs)
    assert (verdict.outcome, verdict.reasons, verdict.evidence_class) == (outcome, reasons, known)


@pytest.mark.parametrize(
    ("legs", "seen"),
    [
        ((WALK, CAR),   (LegFacts("walk", 1000),)),
        ((WALK, WALK),  (LegFacts("walk", 1000), LegFacts("walk", 1000))),
        ((CAR, HASTY),  (LegFacts("car", 1000), LegFacts("walk", 1000))),
        ((WALK, BUS),   (WALK_SEEN, BUS_SEEN)),
    ],
)  # fmt: skip
def test_rules_see_every_leg_that_is_not_refused(
    legs: tuple[Leg, ...], seen: tuple[LegFacts, ...]
) -> None:
    assert facts_of(legs) == seen


def test_signs_make_the_whole_doubtful_and_ask_for_a_person() -> None:
    found = finding_of((WALK, BUS), ("editor",))
    assert found.verdict.outcome is Outcome.DOUBTFUL
    assert found.verdict.needs_person
    assert found.legs == (WALK, BUS)


@pytest.mark.parametrize(
    ("before", "proof", "after"),
    [
        (BUS,   ProofKind.TIMETABLE, ("confirmed", "proven", ())),
        (WALK,  ProofKind.SCAN,      ("confirmed", "proven", ())),
        (HASTY, ProofKind.SCAN,      ("refused", "trace", ("speed",))),
        (CAR,   ProofKind.TICKET,    ("refused", "declared", ("mode_earns_nothing",))),
        (leg("walk", "doubtful", "sparse"), ProofKind.SCAN, ("doubtful", "trace", ("sparse",))),
    ],
)  # fmt: skip
def test_a_proof_confirms_what_speed_cannot_and_mends_nothing_it_refutes(
    before: Leg, proof: ProofKind, after: tuple[str, str, tuple[str, ...]]
) -> None:
    [found] = prove((before,), [Proof(proof, 0)], DEFAULT_LIMITS)
    assert (found.outcome, found.evidence_class, found.reasons) == after


def test_of_several_proofs_the_best_counts_and_a_later_weaker_one_changes_nothing() -> None:
    half = Proof(ProofKind.LINE, 0, 0.5, {"line": "12"})
    whole = Proof(ProofKind.TICKET, 0)
    [found] = prove((BUS,), [half], DEFAULT_LIMITS)
    assert (found.paid_m, found.proof, found.about) == (2001, "line", {"line": "12"})
    [better] = prove((found,), [whole], DEFAULT_LIMITS)
    assert (better.paid_m, better.proof) == (4001, "ticket")
    assert prove((better,), [half], DEFAULT_LIMITS) == (better,)
    assert prove((BUS,), [half, whole], DEFAULT_LIMITS) == (better,)
