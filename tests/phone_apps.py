"""Telephones of tests: GPSLogger and Traccar Client send just what the real apps send."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.people.sender import App
from muvengine.core.traces.fixes import Fixes
from muvengine.services.connect_app import connect_app, new_sender
from tests.build import Town

BOUNDARY: Final = "4d0cb6a5-2b9b-4f4a-9b1e-6f2ad1d6f0c1"
KNOTS_PER_MS: Final = 1.94384


def connected(wiring: Wiring, person: Person, app: App, mode: str = "walk") -> str:
    """Connect an app and give its token."""
    sender = new_sender(person.id, app, mode, wiring.now())
    actor = Actor(person.role, person.id)
    return connect_app(wiring.open_uow, sender, actor=actor, new_token=wiring.new_token)


def okhttp_form(data: bytes, name: str = "20260407.gpx") -> tuple[bytes, dict[str, str]]:
    """Write a form as OkHttp's MultipartBody does for GPSLogger: headers in its order and case."""
    head = (
        f"--{BOUNDARY}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(len(body)),
        "Host": "localhost",
        "Connection": "Keep-Alive",
        "User-Agent": "okhttp/4.12.0",
    }
    return body, headers


@dataclass(frozen=True, slots=True)
class GpsLogger:
    """Sends a finished file when its owner presses stop."""

    client: FlaskClient
    token: str

    @classmethod
    def of(cls, town: Town, mode: str = "walk") -> GpsLogger:
        return cls(town.app.test_client(), connected(town.wiring, town.fatou_, App.GPSLOGGER, mode))

    def send(self, data: bytes, name: str = "20260407.gpx") -> TestResponse:
        body, headers = okhttp_form(data, name)
        # The type of a body follows its bytes; the test client wants it by itself.
        kind = headers.pop("Content-Type")
        headers["Authorization"] = f"Bearer {self.token}"
        return self.client.post("/ingest/gpx", data=body, headers=headers, content_type=kind)

    def send_bare(self, data: bytes) -> TestResponse:
        """Send with ``body_type`` binary."""
        headers = {"Authorization": f"Bearer {self.token}"}
        kind = "application/octet-stream"
        return self.client.post("/ingest/gpx", data=data, headers=headers, content_type=kind)


@dataclass(frozen=True, slots=True)
class TraccarClient:
    """Sends one position after the other."""

    client: FlaskClient
    token: str

    @classmethod
    def of(cls, town: Town, mode: str = "walk") -> TraccarClient:
        return cls(town.app.test_client(), connected(town.wiring, town.fatou_, App.TRACCAR, mode))

    def send_old(self, fixes: Fixes, at: int, *, method: str = "POST") -> TestResponse:
        """Send as versions before 9 do."""
        return self.client.open(
            f"/ingest/traccar?{urlencode(old(fixes, at, self.token))}", method=method
        )

    def send_new(self, fixes: Fixes, at: int) -> TestResponse:
        """Send as versions from 9 on do."""
        return self.post(new(fixes, at, self.token))

    def send_kit(self, fixes: Fixes) -> TestResponse:
        """Send many at once, as the app's kit does."""
        places = [{**old(fixes, at, self.token), "batt": 81.0} for at in range(len(fixes))]
        return self.post(places)

    def send_all(self, fixes: Fixes) -> None:
        for at in range(len(fixes)):
            assert self.send_new(fixes, at).status_code == 200

    def post(self, body: object) -> TestResponse:
        text = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return self.client.post("/ingest/traccar", data=text, content_type="application/json")


def old(fixes: Fixes, at: int, token: str) -> dict[str, Any]:
    """Write a position as fields, speed in knots."""
    return {
        "id": token,
        "timestamp": round(float(fixes.t_s[at])),
        "lat": float(fixes.lat[at]),
        "lon": float(fixes.lon[at]),
        "speed": 1.4 * KNOTS_PER_MS,
        "bearing": 90.0,
        "altitude": 82.0,
        "accuracy": 4.0,
        "batt": 81.0,
    }


def new(fixes: Fixes, at: int, token: str) -> dict[str, Any]:
    """Write a position by the template of the app's own settings."""
    when = datetime.fromtimestamp(float(fixes.t_s[at]), UTC)
    return {
        "location": {
            "timestamp": when.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "coords": {
                "latitude": float(fixes.lat[at]),
                "longitude": float(fixes.lon[at]),
                "accuracy": 4.0,
                "speed": 1.4,
                "heading": 90.0,
                "altitude": 82.0,
            },
            "is_moving": True,
            "odometer": 120.5,
            "event": "motionchange",
            "battery": {"level": 0.81, "is_charging": False},
            "activity": {"type": "walking"},
            "extras": {},
            "_": f"&id={token}&lat={fixes.lat[at]}&lon={fixes.lon[at]}&",
        },
        "device_id": token,
    }
