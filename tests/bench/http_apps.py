"""What the benchmarks over HTTP serve: the application, and the least any server must do.

Gunicorn calls ``ours`` or ``floor`` in each of its workers.  The clock stands still, so that
the same town serves every year.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.parsers import expat

import numpy as np
from flask import Flask, request
from numpy.typing import NDArray
from sqlalchemy import bindparam, insert, select

from muvengine.app import create_app
from muvengine.bootstrap import Wiring, wire
from muvengine.core.people.identity import Device
from muvengine.reads.who import bearer
from muvengine.settings import Settings
from muvengine.store.tables import metadata
from tests.town import NOON

READY_FOLDER = "MUV_TEST_READY"

_VOUCHER = metadata.tables["voucher"]
_BY_CODE = select(_VOUCHER).where(_VOUCHER.c.code == bindparam("code"))
_ROW = insert(metadata.tables["job_run"])


def ours() -> Flask:
    """Give the application."""
    app = create_app(_wiring())
    _tell_ready()
    return app


def floor() -> Flask:
    """Answer the same requests with nothing but what no server could leave out."""
    wiring, app = _wiring(), Flask("floor")

    @app.post("/api/v1/trips")
    def read_trip() -> dict[str, int]:
        return {"fixes": len(read_plainly(request.files["file"].read()))}

    @app.post("/api/v1/redemptions")
    def take() -> dict[str, str]:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        assert isinstance(bearer(wiring.open_reading, token, NOON), Device)
        code, period = request.json["code"], request.headers["Idempotency-Key"]
        row = {"job": "bench", "period": period, "state": "done", "started_at": NOON, "detail": {}}
        with wiring.engine.connect() as connection:
            connection.execute(_BY_CODE, {"code": code}).one()
            connection.execute(_ROW, row)
            connection.commit()
        return {"code": code}

    _tell_ready()
    return app


def read_plainly(data: bytes) -> NDArray[np.float64]:
    """Read latitude, longitude and time of each fix, trusting the file wholly."""
    places: list[tuple[float, float]] = []
    times: list[float] = []
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        text.clear()
        if name == "trkpt":
            places.append((float(attributes["lat"]), float(attributes["lon"])))

    def end(name: str) -> None:
        if name == "time" and places:
            times.append(datetime.fromisoformat("".join(text)).timestamp())

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    parser.Parse(data, True)  # noqa: FBT003  expat takes no keyword
    return np.column_stack((np.array(places), np.array(times)))


def _wiring() -> Wiring:
    return replace(wire(Settings.from_env(os.environ)), now=lambda: NOON)


def _tell_ready() -> None:
    """Leave a mark for the benchmark: this worker may be asked."""
    (Path(os.environ[READY_FOLDER]) / str(os.getpid())).touch()
