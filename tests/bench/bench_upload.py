"""P1: from the bytes of a 1 000-fix GPX to a durable, scored and explained trip.

SQLite with full synchronisation, 1 000 set routes in the town, 50 rules; each upload is
another person's.  The baseline is ``gpxpy.parse`` of the same file, timed in turn, in a
process where lxml is kept away from it.  Run ``python -m tests.bench.bench_upload``.
"""

from __future__ import annotations

import cProfile
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from muvengine.core.people.actor import Actor
from muvengine.core.trips.judgement import Claim
from muvengine.formats.gpx.write import write_gpx
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.store.connection import connect
from tests.bench.large_town import open_large_town, ride
from tests.people import participant
from tests.town import NOON, Town

ROUNDS = 40
WARM_UP = 5
RATIO_MAX = 1.2
RATIO_AIM = 0.6


def main(arguments: list[str]) -> int:
    """Print both costs and their ratio; 1 when the goal is missed."""
    # Importing it fails now, as where it is not installed.
    sys.modules["lxml"] = None  # type: ignore[assignment]
    import gpxpy  # noqa: PLC0415  after lxml is gone

    with tempfile.TemporaryDirectory() as folder:
        town = open_large_town(connect(f"sqlite:///{Path(folder) / 'muv.db'}"))
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


def _upload(town: Town, number: int) -> Submission:
    person = participant(town.open_uow, f"Person {number}")
    data = write_gpx(ride(number), "ride").encode()
    return Submission(person.id, Actor("participant", person.id), data, Claim("bike"))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
