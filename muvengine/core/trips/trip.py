"""A trip as it is kept: what was claimed, and what we think of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from muvengine.core.trips.leg import Leg


@dataclass(frozen=True, slots=True)
class RouteShare:
    """How much of one set route a trip followed.

    Attributes:
        key: the route's.
        share: 0 to 1, in order.
        forward: along the line as drawn.
    """

    key: str
    share: float
    forward: bool = True


@dataclass(frozen=True, slots=True)
class Trip:
    """One accepted upload; its score sheet is kept beside it.

    Attributes:
        id: the row's number; 0 before it is kept.
        public_id: random, stands in addresses of pages.
        person_id: whose trip it is.
        submitted_by: whose hand sent it; None when its owner's own.
        channel: page, api, desk, import or seed.
        mode: as declared; the first leg's when several were.
        instead_of: what the person would have taken instead; None until told.
        start_at, end_at: aware.
        local_day: the programme's day on which it starts.
        distance_m, duration_s: whole metres and seconds.
        outcome: confirmed, doubtful or refused.
        reasons: codes, most telling first.
        evidence: figures behind the verdict; never coordinates.
        evidence_class: declared, trace or proven.
        dropped: codes of what was left out or mended.
        routes: best first.
        legs: every stretch in one mode, judged by itself; none for trips from before they
            were kept.
        fixes_sha256: of the fixes; one trace pays once.
        shape_sha256: of the line, whatever its time.
        score_no: the sheet that holds now, from 1.
        points: of that sheet.
        created_at: when it was sent.
        withdrawn_at: when its owner took it back.
    """

    public_id: str
    person_id: int
    submitted_by: int | None
    channel: str
    mode: str
    start_at: datetime
    end_at: datetime
    local_day: date
    distance_m: int
    duration_s: int
    outcome: str
    reasons: tuple[str, ...]
    evidence_class: str
    fixes_sha256: str
    shape_sha256: str
    created_at: datetime
    evidence: Mapping[str, float] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    routes: tuple[RouteShare, ...] = ()
    legs: tuple[Leg, ...] = ()
    id: int = 0
    instead_of: str | None = None
    score_no: int = 1
    points: int = 0
    withdrawn_at: datetime | None = None
