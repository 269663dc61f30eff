"""A town as large as the goals name: 1 000 set routes, 50 rules, and rides through it."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import LIVE, SetRoute
from muvengine.core.traces.fixes import Fixes
from muvengine.formats.shipped import shipped
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.ride import RideLeg, record
from muvengine.services.publish_game import GamePublication, publish_game
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
START = datetime(2026, 4, 7, 6, tzinfo=UTC)

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
    game = GamePublication(shipped("rules/game/muv.yaml").read_bytes())
    publish_game(town.open_uow, game, actor=SYSTEM, now=NOON - timedelta(days=1))
    publication = Publication(_rulebook(), NOON.date())
    publish_rulebook(town.open_uow, publication, actor=SYSTEM, now=NOON - timedelta(days=1))
    return town


def ride(number: int) -> Fixes:
    """Ride a bicycle through the streets at one fix a second, as a telephone sees it."""
    seed = 1_000 + number
    way = RideLeg("bike", *_streets(np.random.default_rng(seed), BLOCKS))
    fixes = record((way,), START, seed, Receiver(interval_s=1, lost_share=0.0))
    assert len(fixes) >= FIXES
    return fixes.take(np.arange(FIXES))


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
