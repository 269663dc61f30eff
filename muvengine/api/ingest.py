"""Where apps on people's telephones send trips by themselves, each with a token of its own.

Whatever shall leave the app's own queue is answered with 200, a refused file too: an app that
hears anything else sends the same again.  Nothing that is sent here is written to a log.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any, Final, cast

from flask import Blueprint, current_app, jsonify, request
from werkzeug.wrappers import Response

from muvengine.bootstrap import Wiring
from muvengine.core.errors import BadInput
from muvengine.core.people.sender import App
from muvengine.core.trips.batch import BatchItem
from muvengine.formats import traccar
from muvengine.formats.traccar import SentBody, read_body, read_fields
from muvengine.services.hear_app import hear_file, hear_fixes, known_app
from muvengine.services.start_upload import SentFile
from muvengine.services.take_file import take_file
from muvengine.services.work_upload import work_upload, work_uploads

PREFIX: Final = "/ingest"
# The app waits; what is not judged by then the worker judges.
AT_ONCE: Final = timedelta(seconds=1)
NAME_CHARS_MAX: Final = 100

doors = Blueprint("ingest", __name__, url_prefix=PREFIX)


@doors.before_request
def _make_little_room() -> None:
    """Read no more than a position needs, where positions come."""
    if request.endpoint == "ingest.positions":
        request.max_content_length = traccar.BODY_BYTES_MAX


@doors.post("/gpx")
def file() -> Response:
    """Take a finished file of GPSLogger, as a form's field ``file`` or as the body itself."""
    wiring = _wiring()
    sender = known_app(wiring.open_glance, _bearer(), App.GPSLOGGER)
    sent, now = _file(), wiring.now()
    hear_file(wiring.open_uow, sender, now=now)
    public_id = take_file(
        wiring.open_uow, wiring.shelf, sender, sent, now=now, new_token=wiring.new_token
    )
    return jsonify({"items": _became(wiring, public_id) if public_id else []})


@doors.route("/traccar", methods=["GET", "POST"])
def positions() -> Response:
    """Take positions of Traccar Client, in any of its shapes."""
    wiring, body = _wiring(), _positions()
    sender = known_app(wiring.open_glance, body.token or _bearer(), App.TRACCAR)
    heard = hear_fixes(wiring.open_uow, wiring.shelf, sender, body.fixes, now=wiring.now())
    return jsonify(
        {"kept": heard.kept, "known": heard.known, "left_out": heard.left_out + body.unread}
    )


def _wiring() -> Wiring:
    return cast("Wiring", current_app.extensions["muv"])


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _file() -> SentFile:
    if request.mimetype != "multipart/form-data":
        return SentFile("", request.get_data(cache=False))
    sent = request.files.get("file")
    if sent is None:
        raise BadInput(fields={"file": "no_file"})
    return SentFile((sent.filename or "")[:NAME_CHARS_MAX], sent.read())


def _became(wiring: Wiring, public_id: str) -> list[dict[str, Any]]:
    """Judge what was sent, as far as time allows, and tell what became of it."""
    step = partial(
        work_upload,
        wiring.open_uow,
        wiring.shelf,
        now=wiring.now,
        new_token=wiring.new_token,
        public_id=public_id,
    )
    work_uploads(step, now=wiring.now, until=wiring.now() + AT_ONCE)
    with wiring.open_reading() as uow:
        return [_item(item) for item in uow.uploads.get(public_id).items]


def _item(item: BatchItem) -> dict[str, Any]:
    told = {"state": str(item.state), "code": item.code, "trip": item.trip_id}
    return {name: value for name, value in told.items() if value}


def _positions() -> SentBody:
    """Read the body where it is JSON, else the fields of the form and of the address."""
    in_address = read_fields(request.args)
    if request.method == "GET":
        return in_address
    if request.mimetype in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return read_fields({**request.args, **request.form})
    data = request.get_data(cache=False)
    if not data.strip():
        return in_address
    body = read_body(data)
    return body if body.token else SentBody(in_address.token, body.fixes, body.unread)
