"""A town as large as the goals name: 1 000 set routes, 50 rules, and rides through it."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import LIVE, SetRoute
from muvengine.core.traces.fixes import Fixes
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.store.schema import upgrade
from tests.town import NOON, RULES, Town, found

ROUTES = 1_000
RULES_WANTED = 50
FIXES = 1_000
BLOCK_M = 100.0
BLOCKS = 60
TOWN_BLOCKS = 80
TURN_SHARE = 1 / 6
M_PER_DEGREE = 111_195.0
SOUTH, WEST = 43.62, 5.06

Floats = NDArray[np.float64]


def open_large_town(engine: Engine) -> Town:
    """Set up a town of 1 000 set routes and 50 rules in an empty database."""
    upgrade(engine)
    town = found(engine, points=10_000_000)
    dice = np.random.default_rng(0)
    with town.open_uow() as uow:
        for number in range(ROUTES):
            line = Route(f"route-{number}", *_streets(dice, int(dice.integers(10, 50))))
            uow.routes.save(SetRoute(line, {"en": line.key}, length_m=2_000, state=LIVE), NOON)
        uow.programme.routes_changed()
        uow.commit()
    publication = Publication(_rulebook(), NOON.date())
    publish_rulebook(town.open_uow, publication, actor=SYSTEM, now=NOON)
    return town


def ride(number: int) -> Fixes:
    """Ride through the streets at one fix a second, with the wandering noise of a phone."""
    dice = np.random.default_rng(1_000 + number)
    lat, lon = _streets(dice, BLOCKS)
    along_m = np.cumsum(4.0 + np.sin(np.arange(FIXES) / 40))
    corners_m = np.arange(BLOCKS + 1) * BLOCK_M
    drift = [
        np.convolve(dice.normal(0, 4, FIXES + 9), np.ones(10) / 10, mode="valid") / M_PER_DEGREE
        for _ in range(2)
    ]
    start_s = datetime(2026, 4, 7, 6, tzinfo=UTC).timestamp()
    return Fixes(
        t_s=np.arange(FIXES, dtype=np.float64) + start_s,
        lat=np.round(np.interp(along_m, corners_m, lat) + drift[0], 6),
        lon=np.round(np.interp(along_m, corners_m, lon) + drift[1], 6),
        ele_m=np.round(80 + 20 * np.sin(along_m / 500), 1),
        accuracy_m=np.round(4 + dice.uniform(0, 9, FIXES), 1),
        piece=np.zeros(FIXES, dtype=np.int32),
    )


def _rulebook() -> bytes:
    """The default rulebook with bonuses added until it has 50 rules."""
    source = RULES.read_text(encoding="utf-8").replace("version: 1\n", "version: 2\n", 1)
    have = source.count("  - rule:")
    more = "".join(
        f"  - rule: more-{number}\n"
        f"    label: {{en: More {number}, fr: Plus {number}}}\n"
        f"    flat: 1\n"
        f"    when: {{distance_km: {{min: {number + 1}}}, weekday: [mon, tue, wed]}}\n"
        for number in range(RULES_WANTED - have)
    )
    return source.replace("bonuses:\n", "bonuses:\n" + more, 1).encode()


def _streets(dice: np.random.Generator, blocks: int) -> tuple[Floats, Floats]:
    """Go some blocks through a town of square blocks, turning at one corner in six."""
    turns = np.where(dice.random(blocks) < TURN_SHARE, dice.choice([1, 3], blocks), 0)
    heading = (dice.integers(4) + np.cumsum(turns)) % 4
    steps = np.array([(1, 0), (0, 1), (-1, 0), (0, -1)])[heading]
    corner = dice.integers(0, TOWN_BLOCKS, 2) + np.concatenate(([[0, 0]], np.cumsum(steps, axis=0)))
    lat = SOUTH + corner[:, 0] * BLOCK_M / M_PER_DEGREE
    lon = WEST + corner[:, 1] * BLOCK_M / (M_PER_DEGREE * math.cos(math.radians(SOUTH)))
    return np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64)
