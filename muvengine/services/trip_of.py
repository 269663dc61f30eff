"""What a judged recording becomes: a trip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from muvengine.core.modes.verdict import Verdict
from muvengine.core.trips.trip import Trip
from muvengine.services.judge_trace import Judgement


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose trip it is, and how it came.

    Attributes:
        person_id: the owner.
        submitted_by: whose hand sent it; None when its owner's own.
        channel: page, api, desk, import or seed.
    """

    person_id: int
    submitted_by: int | None
    channel: str


def trip_of(judgement: Judgement, whose: Whose, public_id: str, now: datetime) -> Trip:
    """Give the trip that a judged recording becomes, before the database has said anything.

    Args:
        judgement: of the recording.
        whose: see there.
        public_id: of the trip to be.
        now: aware.
    """
    verdict, prints = judgement.verdict, judgement.prints
    return Trip(
        public_id=public_id,
        person_id=whose.person_id,
        submitted_by=whose.submitted_by,
        channel=whose.channel,
        mode=judgement.claim.mode,
        # As it will be read: the database keeps instants.
        start_at=judgement.start.astimezone(UTC),
        end_at=judgement.end.astimezone(UTC),
        local_day=judgement.start.date(),
        distance_m=round(judgement.trace.distance_m),
        duration_s=round(judgement.trace.duration_s),
        outcome=str(verdict.outcome),
        reasons=verdict.reasons,
        evidence=verdict.evidence,
        evidence_class=str(verdict.evidence_class),
        dropped=judgement.dropped,
        routes=judgement.route_shares,
        legs=judgement.legs,
        fixes_sha256=prints.exact,
        shape_sha256=prints.shape,
        created_at=now,
    )


def as_judged(trip: Trip, judgement: Judgement, verdict: Verdict, **more: Any) -> Trip:  # noqa: ANN401  a trip's
    """Give the trip as it is once proofs and signs from the database were held against it.

    Args:
        trip: as it was.
        judgement: with what has proven it.
        verdict: with what was found against it.
        more: other attributes that change at the same time.
    """
    return replace(
        trip,
        outcome=str(verdict.outcome),
        reasons=verdict.reasons,
        evidence_class=str(verdict.evidence_class),
        dropped=judgement.dropped,
        legs=judgement.legs,
        **more,
    )
