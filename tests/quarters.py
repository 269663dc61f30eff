"""Quarters of a town, to be played for."""

from __future__ import annotations

import numpy as np

from muvengine.core.routes.zone import Zone
from tests.people import OpenUow
from tests.town import NOON


def save_quarter(open_uow: OpenUow, key: str) -> None:
    """Draw a quarter somewhere."""
    corners = np.array([(43.60, 5.08), (43.60, 5.10), (43.62, 5.10), (43.62, 5.08)])
    zone = Zone(key, {"en": key.title(), "fr": key.title()}, corners[:, 0], corners[:, 1])
    with open_uow() as uow:
        uow.zones.save(zone, NOON)
        uow.commit()
