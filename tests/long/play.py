"""Simulate the large season on SQLite; exit with 1 when something does not hold."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from tests.long.season import LARGE, SMALL, found_season
from tests.long.season_report import look, report

PEOPLE: Final = "--people="


def main(arguments: list[str]) -> int:
    """Run it, in a folder that is given or thrown away afterwards.

    ``--small`` plays the small season, ``--people=N`` another number of people.
    """
    size = SMALL if "--small" in arguments else LARGE
    for one in arguments:
        if one.startswith(PEOPLE):
            people = int(one.removeprefix(PEOPLE))
            size = replace(size, people=people, teams=max(4, people * LARGE.teams // LARGE.people))
    kept = [Path(one) for one in arguments if not one.startswith("-")]
    with TemporaryDirectory() as thrown:
        folder = kept[0] if kept else Path(thrown)
        folder.mkdir(parents=True, exist_ok=True)
        engine = connect(f"sqlite:///{folder / 'season.db'}", synchronous="OFF")
        upgrade(engine)
        season = found_season(engine, size)
        season.say = _say
        season.run()
        looked = look(season)
        _say(report(season, looked))
        engine.dispose()
    return 0 if looked.hold else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\nprocessor seconds: {time.process_time():.0f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
