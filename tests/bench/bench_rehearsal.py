"""P5: what does it cost to rehearse a rulebook on kept trips, report included?

Against plain ``evaluate`` of the same facts with the same counters in one process, which has
them in memory already; the time is divided by the processes that the rehearsal used.  The
candidate is the shipped rulebook with dearer kilometres, the base what was paid.
Run ``python -m tests.bench.bench_rehearsal [--trips 1000000] [--database FILE]``; a file is
filled once, kept, and used again.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from muvengine.bootstrap import Wiring, wire
from muvengine.cli.rehearsed import rehearsed
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.rehearsal_kept import Wanted
from muvengine.core.trips.frozen import thaw
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.settings import Settings
from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from muvengine.store.tables import metadata
from tests.bench.kept_year import FIRST_DAY, SOURCE, fill
from tests.town import NOON, SECRET

TRIPS = 100_000
PROCESSES = 2
RATIO_MAX = 1.5
MEMORY_MB_MAX = 500
AT_ONCE = 5_000

_SCORE = metadata.tables["trip_score"]


def main() -> int:
    """Print the ratio and the largest process; 1 when a goal is missed."""
    wanted_trips, kept = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "muv.db"
        os.environ["MUV_DATABASE_URL"] = f"sqlite:///{path}"
        os.environ["MUV_SECRET_KEY"] = SECRET
        if not path.exists():
            engine = connect(os.environ["MUV_DATABASE_URL"])
            upgrade(engine)
            fill(engine, wanted_trips)
            engine.dispose()
        wiring = wire(Settings.from_env(os.environ))
        # Half of the plain work before and half after: the speed of a machine wanders.
        plain_s = _plain_s(wiring, 0)
        ours_s = _rehearsal_s(wiring, wanted_trips)
        plain_s += _plain_s(wiring, 1)
    ratio = ours_s / (plain_s / PROCESSES)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory_mb, processor_s = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    print(
        f"P5 {wanted_trips} trips in {ours_s:.1f} s by {PROCESSES} processes"
        f" ({processor_s:.1f} s of processors), plain {plain_s:.1f} s"
    )
    print(
        f"P5 ratio {ratio:.2f} (at most {RATIO_MAX}), {memory_mb:.0f} MB (at most {MEMORY_MB_MAX})"
    )
    return int(ratio > RATIO_MAX or memory_mb > MEMORY_MB_MAX)


def _rehearsal_s(wiring: Wiring, trips: int) -> float:
    source = SOURCE.replace(b"{up_to: 2, points: 12}", b"{up_to: 2, points: 14}", 1)
    begin = time.perf_counter()
    report = rehearsed(wiring, Wanted(source, FIRST_DAY, NOON.date()), PROCESSES)
    spent_s = time.perf_counter() - begin
    assert report.total.trips == trips
    assert report.total.change > 0
    return spent_s


def _plain_s(wiring: Wiring, half: int) -> float:
    book, spent_s = read_rulebook(SOURCE), 0.0
    query = select(_SCORE.c.facts, _SCORE.c.facts_version, _SCORE.c.counters).order_by(_SCORE.c.id)
    query = query.where(_SCORE.c.id % 2 == half)
    with wiring.engine.connect() as connection:
        rows = connection.execute(query.execution_options(yield_per=AT_ONCE))
        for some in rows.partitions():
            ready = [(thaw(row.facts, row.facts_version), row.counters) for row in some]
            begin = time.perf_counter()
            for facts, counters in ready:
                evaluate(book, facts, counters)
            spent_s += time.perf_counter() - begin
    return spent_s


def _arguments() -> tuple[int, Path | None]:
    parser = argparse.ArgumentParser()
    parser.add_argument("--trips", type=int, default=TRIPS)
    parser.add_argument("--database", type=Path, help="filled with the trips when there is none")
    found = parser.parse_args()
    return found.trips, found.database


if __name__ == "__main__":
    raise SystemExit(main())
