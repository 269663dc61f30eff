"""P2: how many trips a second are taken over HTTP?

Gunicorn's threads, two workers, eight clients, a new connection a request; 1 000 set routes and
50 rules on SQLite with full synchronisation, each trip another person's.  The baseline, hurried
in turn, is a server under the same settings that reads the same file with expat into arrays and
does nothing more.  The ratio is a later goal: here it is measured, and an error is a miss.
Run ``python -m tests.bench.bench_http_upload``.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from functools import partial
from http import HTTPStatus
from pathlib import Path

from sqlalchemy import func, select

from muvengine.core.people.actor import SYSTEM
from muvengine.formats.gpx.write import write_gpx
from muvengine.services.make_api_token import make_api_token
from muvengine.store.connection import connect
from muvengine.store.tables import metadata
from tests.bench.http_servers import Burst, burst, per_s, ratio, serving, upload
from tests.bench.large_town import open_large_town, ride
from tests.people import participant
from tests.town import NOON, Town

ROUNDS = 25
A_ROUND = 20
WARM_UP = 16
RATIO_AIM = 0.5


def main() -> int:
    """Print both speeds and their ratio; 1 when a trip was refused or lost."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'muv.db'}"
        engine = connect(url)
        town = open_large_town(engine)
        requests = [_request(town, number) for number in range(WARM_UP + ROUNDS * A_ROUND)]
        with serving("ours", url) as ours, serving("floor", url) as floor:
            warm = burst(ours, requests[:WARM_UP])
            burst(floor, requests[:WARM_UP])
            pairs = [
                (burst(ours, batch), burst(floor, batch))
                for batch in (requests[n : n + A_ROUND] for n in _starts(len(requests)))
            ]
        with engine.connect() as connection:
            kept = connection.scalar(select(func.count()).select_from(metadata.tables["trip"]))
        engine.dispose()
    return _report(warm, pairs, sent=len(requests), kept=kept or 0)


def _request(town: Town, number: int) -> bytes:
    person = participant(town.open_uow, f"Person {number}")
    make = partial(make_api_token, name="bench", actor=SYSTEM, now=NOON, new_token=town.dice)
    token = make(town.open_uow, owner=person)
    return upload(token, f"key-{number}", write_gpx(ride(number), "ride").encode(), "bike")


def _starts(sent: int) -> range:
    return range(WARM_UP, sent, A_ROUND)


def _report(warm: Burst, pairs: list[tuple[Burst, Burst]], *, sent: int, kept: int) -> int:
    ours, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    statuses = sum((one.statuses for one in [warm, *ours]), Counter[int]())
    print(f"P2 {per_s(ours):.0f} uploads a second, only reading them {per_s(floor):.0f}")
    print(f"P2 ratio {ratio(ours, floor):.2f} (aimed at {RATIO_AIM})")
    print(f"P2 {sent} sent, {kept} kept, answers {dict(statuses)}")
    answered = statuses == {HTTPStatus.CREATED: sent}
    read = all(one.statuses == {HTTPStatus.OK: A_ROUND} for one in floor)
    return 0 if answered and read and kept == sent else 1


if __name__ == "__main__":
    raise SystemExit(main())
