"""Rehearse the worked rulebooks on a generated year; exit with 1 when a sheet is not met again.

For each a year is lived under it, and it is rehearsed on that year: every kept sheet must come
out again, to the point.  Then all are rehearsed on the year of the shipped rulebook.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from muvengine.bootstrap import Wiring, wire
from muvengine.cli.rehearsal_text import as_text
from muvengine.cli.rehearsed import rehearsed
from muvengine.core.rules.rehearsal_kept import Wanted
from muvengine.core.rules.rehearsal_report import Report
from muvengine.formats.rehearsal_files import About
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.settings import Settings
from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from tests.long.kept_trips import keep_year
from tests.long.trips_of_a_year import FIRST_DAY, LAST_DAY
from tests.town import RULES, SECRET

PEOPLE: Final = 2_000
TRIPS: Final = 400_000
PROCESSES: Final = 2
WORKED: Final = sorted(path for path in RULES.parent.glob("*.yaml") if path != RULES)


def main(arguments: list[str]) -> int:
    """Run it; a number is how many trips, 400 000 without one."""
    trips = int(arguments[0]) if arguments else TRIPS
    unlike = 0
    for path in (*WORKED, RULES):
        with year_under(path, trips) as wiring:
            unlike += _again(wiring, path)
            if path == RULES:
                for other in WORKED:
                    _other(wiring, other)
    largest_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    _say(f"largest process {largest_mb:.0f} MB; sheets not met again: {unlike}")
    return 1 if unlike else 0


@contextmanager
def year_under(path: Path, trips: int, people: int = PEOPLE) -> Iterator[Wiring]:
    """Live a year under a rulebook, in a database that is thrown away."""
    with TemporaryDirectory() as folder:
        os.environ["MUV_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'muv.db'}"
        os.environ["MUV_SECRET_KEY"] = SECRET
        engine = connect(os.environ["MUV_DATABASE_URL"], synchronous="OFF")
        upgrade(engine)
        began = time.perf_counter()
        sheets = keep_year(engine, read_rulebook(path.read_bytes()), people, trips)
        engine.dispose()
        _say(f"== {path.stem}: {sheets} sheets kept in {time.perf_counter() - began:.0f} s")
        wiring = wire(Settings.from_env(os.environ))
        yield wiring
        wiring.engine.dispose()


def rehearse(wiring: Wiring, path: Path, processes: int = PROCESSES) -> Report:
    """Rehearse a rulebook on the whole year, against what was paid."""
    return rehearsed(wiring, Wanted(path.read_bytes(), FIRST_DAY, LAST_DAY), processes)


def _again(wiring: Wiring, path: Path) -> int:
    began = time.perf_counter()
    report = rehearse(wiring, path)
    _say(
        f"{path.stem} again: {report.sheets} sheets, {report.unlike} unlike, points"
        f" {report.total.base} and {report.total.candidate}, {time.perf_counter() - began:.0f} s"
    )
    return report.unlike


def _other(wiring: Wiring, path: Path) -> None:
    source, began = path.read_bytes(), time.perf_counter()
    report = rehearse(wiring, path)
    spent_s = time.perf_counter() - began
    about = About(sha256(source).hexdigest(), None, FIRST_DAY, LAST_DAY, None)
    _say(f"-- {path.stem} on the year of {RULES.stem}, {spent_s:.0f} s")
    _say(as_text(report, read_rulebook(source), about))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
