"""Simulate the large season on SQLite; exit with 1 when something does not hold."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from tests.long.season import LARGE, SMALL, found_season
from tests.long.season_report import look, report


def main(arguments: list[str]) -> int:
    """Run it, in a folder that is given or thrown away afterwards."""
    size = SMALL if "--small" in arguments else LARGE
    kept = [Path(one) for one in arguments if not one.startswith("-")]
    with TemporaryDirectory() as thrown:
        folder = kept[0] if kept else Path(thrown)
        folder.mkdir(parents=True, exist_ok=True)
        engine = connect(f"sqlite:///{folder / 'season.db'}", synchronous="OFF")
        upgrade(engine)
        season = found_season(engine, size)
        season.run()
        looked = look(season)
        sys.stdout.write(
            f"{report(season, looked)}\nprocessor seconds: {time.process_time():.0f}\n"
        )
        engine.dispose()
    return 0 if looked.hold else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
