"""Trips as rows, and rows as trips."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row

from muvengine.core.trips.leg import Leg
from muvengine.core.trips.trip import RouteShare, Trip


def values_of(trip: Trip) -> dict[str, Any]:
    """Write a trip as the columns of its row."""
    return {
        "public_id": trip.public_id,
        "person_id": trip.person_id,
        "submitted_by": trip.submitted_by,
        "channel": trip.channel,
        "mode": trip.mode,
        "instead_of": trip.instead_of,
        "start_at": trip.start_at,
        "end_at": trip.end_at,
        "local_day": trip.local_day,
        "distance_m": trip.distance_m,
        "duration_s": trip.duration_s,
        "outcome": trip.outcome,
        "reasons": list(trip.reasons),
        "evidence": dict(trip.evidence),
        "evidence_class": trip.evidence_class,
        "dropped": list(trip.dropped),
        "routes": [[route.key, route.share, route.forward] for route in trip.routes],
        "legs": _kept_legs(trip),
        "fixes_sha256": trip.fixes_sha256,
        "shape_sha256": trip.shape_sha256,
        "score_no": trip.score_no,
        "points": trip.points,
        "created_at": trip.created_at,
        "withdrawn_at": trip.withdrawn_at,
    }


def trip_of(row: Row[Any]) -> Trip:
    """Read a trip back from its row."""
    values = row._asdict()
    values["reasons"] = tuple(values["reasons"])
    values["dropped"] = tuple(values["dropped"])
    values["routes"] = tuple(RouteShare(*route) for route in values["routes"])
    values["legs"] = tuple(_leg({"evidence": values["evidence"]} | leg) for leg in values["legs"])
    return Trip(**values)


_LEG_MOMENTS: Final = ("start_at", "end_at")


def _kept_legs(trip: Trip) -> list[dict[str, Any]]:
    """Write the legs as documents; the figures of an only leg are the trip's."""
    if len(trip.legs) == 1:
        return [_kept_leg(trip.legs[0])]
    return [_kept_leg(leg) | {"evidence": dict(leg.evidence)} for leg in trip.legs]


def _kept_leg(leg: Leg) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "mode": leg.mode,
        "start_at": leg.start_at.isoformat(),
        "end_at": leg.end_at.isoformat(),
        "distance_m": leg.distance_m,
        "outcome": leg.outcome,
        "reasons": list(leg.reasons),
        "evidence_class": leg.evidence_class,
    }
    if leg.proof:
        kept |= {"proof": leg.proof, "paid_share": leg.paid_share, "about": dict(leg.about)}
    return kept


def _leg(kept: dict[str, Any]) -> Leg:
    moments = {name: datetime.fromisoformat(kept[name]) for name in _LEG_MOMENTS}
    return Leg(**(kept | moments | {"reasons": tuple(kept["reasons"])}))
