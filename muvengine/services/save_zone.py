"""Keep a zone of the town."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import numpy as np

from muvengine.core.errors import BadInput, NotFound
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.routes.simplify import simplified
from muvengine.core.routes.zone import SQUARES_MAX, SQUARES_MIN, Zone
from muvengine.core.traces.area import Area
from muvengine.formats.zone_file import CORNERS_MIN, Border, opened, read_border
from muvengine.services.attempt import OpenUow
from muvengine.store.unit_of_work import UnitOfWork

# What a rulebook can name.
KEY: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
KEY_CHARS_MAX: Final = 40
LABEL_CHARS_MAX: Final = 120
SPAN_DEGREES_MAX: Final = 1.0
"""Some 100 km: where the two numbers of one corner changed places, it is far away."""

CORNERS_MAX: Final = 1_000
SIMPLIFIED_M: Final = 10.0
"""A twentieth of a square: a border of a map service has thousands of corners."""


def save_zone(
    open_uow: OpenUow, zone: Zone, *, actor: Actor, now: datetime, new: bool = False
) -> None:
    """Keep a zone, new or in place of the one with its key.

    Trips sent from now on begin and end in it as it is now; the facts of earlier ones stay.

    Args:
        open_uow: starts a writing transaction.
        zone: whole.
        actor: by whose hand.
        now: aware.
        new: refuse a key that is taken, unless by this very zone.

    Raises:
        NotAllowed: the actor is neither an organiser nor the system.
        BadInput: a field is not as it should be: ``key`` word or taken, ``label`` missing or
            length, ``border`` positions, many, large, small or outside.
    """
    require_organiser(actor)
    with open_uow() as uow:
        before = _known(uow, zone.key)
        wrong = faults(zone, uow.programme.get().area)
        if new and before is not None:
            if same(before, zone):
                # The same form came twice.
                return
            wrong["key"] = "taken"
        if wrong:
            raise BadInput(fields=wrong)
        uow.zones.save(zone, now)
        uow.programme.routes_changed()
        meta = {"squares": len(zone.squares()), "new": before is None, "label": dict(zone.label)}
        uow.audit.append(actor, "zone.save", "zone", zone.key, meta, at=now)
        uow.commit()


def faults(zone: Zone, area: Area | None) -> dict[str, str]:
    """Name the fields of a zone that are not as they should be, each with a code."""
    wrong = {}
    if len(zone.key) > KEY_CHARS_MAX or not KEY.fullmatch(zone.key):
        wrong["key"] = "word"
    texts = [text.strip() for text in zone.label.values()]
    if not any(texts):
        wrong["label"] = "missing"
    elif max(map(len, texts)) > LABEL_CHARS_MAX:
        wrong["label"] = "length"
    if fault := fault_of_border(zone, area):
        wrong["border"] = fault
    return wrong


def fault_of_border(zone: Zone, area: Area | None) -> str | None:
    """Say what is wrong with a border, or None.

    Too small is a zone of fewer squares than ``SQUARES_MIN``: whoever starts in a small one
    nearly says where they live.
    """
    lat, lon = zone.lat, zone.lon
    if len(lat) < CORNERS_MIN or not np.isfinite(lat + lon).all():
        return "positions"
    if len(lat) > CORNERS_MAX:
        return "many"
    if max(np.ptp(lat), np.ptp(lon)) > SPAN_DEGREES_MAX:
        return "large"
    squares = len(zone.squares())
    if not SQUARES_MIN <= squares <= SQUARES_MAX:
        return "small" if squares < SQUARES_MIN else "large"
    outside = area and not any(area.holds(*at) for at in zip(lat, lon, strict=True))
    return "outside" if outside else None


def border_of_file(data: bytes) -> Border:
    """Read a border from a GPX or GeoJSON file; corners within 10 m of it are left out.

    Raises:
        FileRefused: see ``read_border``.
    """
    lat, lon = read_border(data)
    # Joined to its first corner, so that the last stretch is measured, too.
    round_lat, round_lon = np.append(lat, lat[0]), np.append(lon, lon[0])
    kept = simplified(round_lat, round_lon, SIMPLIFIED_M)
    if len(kept) <= CORNERS_MIN:
        return lat, lon
    return opened(round_lat[kept], round_lon[kept])


def same(one: Zone, other: Zone) -> bool:
    """Tell whether two zones are alike in every word and corner."""
    words = (one.key, dict(one.label)) == (other.key, dict(other.label))
    lines = np.array_equal(one.lat, other.lat) and np.array_equal(one.lon, other.lon)
    return words and lines


def _known(uow: UnitOfWork, key: str) -> Zone | None:
    try:
        return uow.zones.get(key)
    except NotFound:
        return None
