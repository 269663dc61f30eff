"""Keep a set route."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

import numpy as np

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import STATES, SetRoute
from muvengine.core.traces.distance import steps_m
from muvengine.formats.gpx.route_file import read_route_line
from muvengine.services.attempt import OpenUow

KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_CHARS_MAX: Final = 64
BUFFER_M_MIN, BUFFER_M_MAX = 15.0, 75.0
LENGTH_M_MIN, LENGTH_M_MAX = 100, 100_000


def save_route(open_uow: OpenUow, route: SetRoute, *, actor: Actor, now: datetime) -> None:
    """Keep a route, new or in place of the one with its key; trips are matched by it at once.

    Trips scored before keep the shares they had.

    Args:
        open_uow: starts a writing transaction.
        route: its length is measured here.
        actor: by whose hand.
        now: aware.

    Raises:
        BadInput: see ``_wrong``.
    """
    length_m = float(steps_m(route.line.lat, route.line.lon).sum())
    wrong = _wrong(route, length_m)
    if wrong:
        raise BadInput(fields=wrong)
    with open_uow() as uow:
        uow.routes.save(replace(route, length_m=round(length_m)), now)
        uow.programme.routes_changed()
        uow.audit.append(actor, "route.save", "route", route.line.key, at=now)
        uow.commit()


def line_of_file(key: str, data: bytes) -> Route:
    """Read the line of a route from an organiser's GPX file; width and direction as usual.

    Raises:
        FileRefused: see ``read_route_line``.
    """
    _, lat, lon = read_route_line(data)
    return Route(key=key, lat=lat, lon=lon)


def _wrong(route: SetRoute, length_m: float) -> dict[str, str]:
    """Name the fields that are not as they should be, each with a code."""
    line = route.line
    wrong = {}
    if len(line.key) > KEY_CHARS_MAX or not KEY.fullmatch(line.key):
        wrong["key"] = "word"
    if not any(text.strip() for text in route.label.values()):
        wrong["label"] = "missing"
    if len(line.lat) < 2 or not np.isfinite(line.lat + line.lon).all():  # noqa: PLR2004  two ends
        wrong["line"] = "positions"
    elif not LENGTH_M_MIN <= length_m <= LENGTH_M_MAX:
        wrong["line"] = "length"
    if not BUFFER_M_MIN <= line.buffer_m <= BUFFER_M_MAX:
        wrong["buffer_m"] = "range"
    if route.state not in STATES:
        wrong["state"] = "unknown"
    if route.valid_from and route.valid_until and route.valid_until < route.valid_from:
        wrong["valid_until"] = "order"
    return wrong
