"""P1: from the bytes of a 1 000-fix GPX to a durable, scored and explained trip.

SQLite with full synchronisation, 1 000 set routes in the town, 50 rules; each upload is
another person's.  The baseline is ``gpxpy.parse`` of the same file, timed in turn, in a
process where lxml is kept away from it.  Run ``python -m tests.bench.bench_upload``.
"""

from __future__ import annotations

import cProfile
import math
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.judgement import Claim
from muvengine.formats.gpx.write import write_gpx
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from tests.people import participant
from tests.town import NOON, RULES, Town, found

ROUNDS = 40
WARM_UP = 5
RATIO_MAX = 1.2
RATIO_AIM = 0.6
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


def main(arguments: list[str]) -> int:
    """Print both costs and their ratio; 1 when the goal is missed."""
    # Importing it fails now, as where it is not installed.
    sys.modules["lxml"] = None  # type: ignore[assignment]
    import gpxpy  # noqa: PLC0415  after lxml is gone

    with tempfile.TemporaryDirectory() as folder:
        town = _town(Path(folder))
        uploads = [_upload(town, number) for number in range(ROUNDS + WARM_UP)]
        ours_s: list[float] = []
        theirs_s: list[float] = []
        profile = cProfile.Profile()
        for number, submission in enumerate(uploads):
            send = partial(_send, town, submission)
            if "--profile" in arguments and number >= WARM_UP:
                send = partial(profile.runcall, send)
            ours_s.append(_cpu_s(send))
            theirs_s.append(_cpu_s(partial(gpxpy.parse, submission.data.decode())))
        if "--profile" in arguments:
            pstats.Stats(profile).sort_stats("cumtime").print_stats(60)
    ours_ms, theirs_ms = (1_000 * statistics.median(s[WARM_UP:]) for s in (ours_s, theirs_s))
    ratio = ours_ms / theirs_ms
    size_kb = len(uploads[0].data) / 1_000
    print(f"P1 an upload {ours_ms:.1f} ms CPU, gpxpy.parse {theirs_ms:.1f} ms ({size_kb:.0f} kB)")
    print(f"P1 ratio {ratio:.2f} (at most {RATIO_MAX}, aimed at {RATIO_AIM})")
    return 0 if ratio <= RATIO_MAX else 1


def _cpu_s(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _send(town: Town, submission: Submission) -> None:
    attempt = submission.attempt(town.key())
    submit_trip(
        town.open_uow, town.shelf, submission, attempt=attempt, now=NOON, new_token=town.dice
    )


def _town(folder: Path) -> Town:
    engine = connect(f"sqlite:///{folder / 'muv.db'}", synchronous="FULL")
    upgrade(engine)
    town = found(engine, points=10_000_000)
    dice = np.random.default_rng(0)
    with town.open_uow() as uow:
        for number in range(ROUTES):
            line = Route(f"route-{number}", *_streets(dice, int(dice.integers(10, 50))))
            uow.routes.save(SetRoute(line, {"en": line.key}, length_m=2_000), NOON)
        uow.programme.routes_changed()
        uow.commit()
    publication = Publication(_rulebook(), NOON.date())
    publish_rulebook(town.open_uow, publication, actor=SYSTEM, now=NOON)
    return town


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


def _upload(town: Town, number: int) -> Submission:
    person = participant(town.open_uow, f"Person {number}")
    data = write_gpx(_ride(number), "ride").encode()
    return Submission(person.id, Actor("participant", person.id), data, Claim("bike"))


def _ride(number: int) -> Fixes:
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


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
