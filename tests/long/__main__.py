"""Simulate the large year on SQLite; exit with 1 when it does not add up."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from muvengine.store.unit_of_work import UnitOfWork
from tests.long.books import look, report
from tests.long.year import LARGE, SMALL, found_year


def main(arguments: list[str]) -> int:
    """Run it, in a folder that is given or thrown away afterwards."""
    size = SMALL if "--small" in arguments else LARGE
    kept = [Path(one) for one in arguments if not one.startswith("-")]
    with TemporaryDirectory() as thrown:
        folder = kept[0] if kept else Path(thrown)
        folder.mkdir(parents=True, exist_ok=True)
        engine = connect(f"sqlite:///{folder / 'year.db'}", synchronous="OFF")
        upgrade(engine)
        year = found_year(partial(UnitOfWork, engine), size)
        year.run()
        books = look(year)
        sys.stdout.write(f"{report(year, books)}\nprocessor seconds: {time.process_time():.0f}\n")
        engine.dispose()
    return 0 if books.hold else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
