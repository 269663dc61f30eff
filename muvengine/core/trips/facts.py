"""Everything a rule may look at, frozen when the trip is accepted.

The facts are stored with the score, so that any past score can be computed again to the
same points from (facts, counters, rulebook version) when the trace is long deleted.
They hold no coordinate and no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

FACTS_VERSION = 3


@dataclass(frozen=True, slots=True)
class LegFacts:
    """One stretch in one mode.

    Attributes:
        mode: a mode of the rulebook.
        distance_m: whole metres that count.
        outcome, evidence_class: its own, where the legs of a trip differ; empty for the trip's.
    """

    mode: str
    distance_m: int
    outcome: str = ""
    evidence_class: str = ""


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """One set route the trip touched.

    Attributes:
        key: the route's.
        share_permille: 0 to 1000, in order.
        forward: along the line as drawn.
    """

    key: str
    share_permille: int
    forward: bool = True


@dataclass(frozen=True, slots=True)
class TripFacts:
    """What is known of a trip.

    Attributes:
        start: aware, in the programme's zone; its date is the trip's day.
        duration_s: whole seconds.
        legs: in order; at least one.
        outcome: confirmed, doubtful or refused.
        reasons: the verdict's.
        evidence_class: declared, trace or proven.
        routes: best first.
        climb_m: smoothed ascent.
        weather: the organiser's word for the day, or None.
        passengers: people in the car beside the driver.
        stamps: proofs collected at stops.
        assisted: entered by a mediator.
        helper_id: the mediator's number, for a helper's ceiling.
        segments: public groups the person belongs to.
        zones_from, zones_to: keys of the zones in which it began and ended; never a position.
        reviewed: a person has looked and accepted; gates that ask for a review are open.
    """

    start: datetime
    duration_s: int
    legs: tuple[LegFacts, ...]
    outcome: str = "confirmed"
    reasons: tuple[str, ...] = ()
    evidence_class: str = "trace"
    routes: tuple[RouteFacts, ...] = ()
    climb_m: int = 0
    weather: str | None = None
    passengers: int = 0
    stamps: int = 0
    assisted: bool = False
    helper_id: int | None = None
    segments: tuple[str, ...] = ()
    reviewed: bool = False
    zones_from: tuple[str, ...] = ()
    zones_to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert self.start.tzinfo is not None
        assert self.legs
