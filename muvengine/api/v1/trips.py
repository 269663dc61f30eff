"""Send trips and read what they earned."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from flask import request, url_for
from marshmallow import ValidationError

from muvengine.api.v1 import door
from muvengine.api.v1.schemas import LegBody, TripOut, TripSheetOut, listed
from muvengine.core.errors import BadInput
from muvengine.core.modes.mode import Mode
from muvengine.core.rules.paid_trip import PaidTrip
from muvengine.core.trips.judgement import Claim, ClaimedLeg
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.trip import Trip
from muvengine.reads.score_sheet import paid_trip
from muvengine.reads.trips import trips as trip_page
from muvengine.services.submit_trip import Submission, submit_trip

resources = door.resources_for("trips", door.Caller.PARTICIPANT, "Trips and their score sheets")
MODES = frozenset(mode.value for mode in Mode)


@resources.post("/trips")
@resources.response(HTTPStatus.CREATED, TripSheetOut)
@resources.doc(
    requestBody={
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "mode"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "mode": {"type": "string", "enum": sorted(MODES)},
                        "legs": {"type": "string", "description": "JSON: [{mode, from, to}]"},
                    },
                }
            }
        }
    },
    parameters=[door.KEY_PARAMETER],
)
def send() -> Any:  # noqa: ANN401  the schema writes it
    """Send a trip as a GPX file."""
    claim = _claim()
    data = _file()
    here, who = door.wiring(), door.who()
    seen = door.bearings().yardstick_version
    submission = Submission(door.person().id, who.actor, data, claim, "api", yardstick_seen=seen)
    attempt = submission.attempt(door.attempt("submit_trip").key)
    sent = submit_trip(
        here.open_uow,
        here.shelf,
        submission,
        attempt=attempt,
        now=here.now(),
        new_token=here.new_token,
    )
    paid = sent.paid or paid_trip(here.open_reading, sent.public_id, who.actor)
    return door.answer(_sheet(paid), replayed=sent.replayed)


@resources.get("/trips")
@resources.response(HTTPStatus.OK, listed(TripOut, "TripList"))
def list_trips() -> dict[str, Any]:
    """List the caller's trips, the latest first."""
    cursor = request.args.get("cursor")
    page = trip_page(door.wiring().open_reading, door.person().id, cursor=cursor)
    following = None
    if page.next_cursor:
        following = url_for("api_trips.list_trips", cursor=page.next_cursor, _external=True)
    return {"items": [_trip(trip) for trip in page.items], "next": following}


@resources.get("/trips/<trip_id>")
@resources.response(HTTPStatus.OK, TripSheetOut)
def show(trip_id: str) -> dict[str, Any]:
    """Give one trip with its score sheet."""
    return _sheet(paid_trip(door.wiring().open_reading, trip_id, door.who().actor))


def _file() -> bytes:
    files = request.files.getlist("file")
    if request.mimetype != "multipart/form-data":
        door.unsupported()
    if len(files) != 1:
        raise BadInput(fields={"file": "no_file" if not files else "many_files"})
    data: bytes = files[0].read()
    return data


def _claim() -> Claim:
    mode = request.form.get("mode", "")
    if request.mimetype == "multipart/form-data" and mode not in MODES:
        raise BadInput(fields={"mode": "unknown"}, known=sorted(MODES))
    text = request.form.get("legs")
    if not text:
        return Claim(mode)
    try:
        legs = LegBody(many=True).load(json.loads(text))
    except (ValidationError, ValueError, RecursionError) as error:
        raise BadInput(fields={"legs": "unreadable"}) from error
    unknown = [leg["mode"] for leg in legs if leg["mode"] not in MODES]
    if unknown:
        raise BadInput(fields={"legs": "unknown_mode"}, known=sorted(MODES))
    return Claim(mode, tuple(ClaimedLeg(leg["mode"], leg["start"], leg["end"]) for leg in legs))


def _trip(trip: Trip) -> dict[str, Any]:
    return {
        "id": trip.public_id,
        "declared_mode": trip.mode,
        "start": trip.start_at,
        "end": trip.end_at,
        "distance_m": trip.distance_m,
        "duration_s": trip.duration_s,
        "evidence_class": trip.evidence_class,
        "dropped": trip.dropped,
        "points": trip.points,
    }


def _sheet(paid: PaidTrip) -> dict[str, Any]:
    trip, score = paid.trip, paid.sheet.score
    return _trip(trip) | {
        "verdict": {
            "outcome": trip.outcome,
            "reasons": trip.reasons,
            "evidence": {name: float(value) for name, value in trip.evidence.items()},
        },
        "legs": [_leg(leg) for leg in trip.legs],
        "routes": [
            {
                "route": share.key,
                "share": share.share,
                "direction": "forward" if share.forward else "reverse",
            }
            for share in trip.routes
        ],
        "score": {
            "status": score.status.value,
            "points": score.points,
            "experience": score.experience,
            "lines": [
                {
                    "rule": line.rule,
                    "kind": str(line.kind),
                    "points": line.points,
                    "status": line.status.value,
                    "why": dict(line.why),
                }
                for line in score.lines
            ],
        },
        "spendable_at": paid.spendable_at,
    }


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "mode": leg.mode,
        "start": leg.start_at,
        "end": leg.end_at,
        "distance_m": leg.distance_m,
        "outcome": leg.outcome,
        "reasons": leg.reasons,
        "evidence_class": leg.evidence_class,
        "proof": leg.proof,
    }
