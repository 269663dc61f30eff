"""P6: what a page costs when the ledger has a long history, against a short one.

The same month in both: the same people act, as often.  What grows is what lies behind: people
who came and went, their trips, journals and transfers.  Filled by SQL, on SQLite.  Run
``python -m tests.bench.bench_long_history --rows 1000000``; 10 000 000 rows need about 6 GB.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, text

from muvengine.core.game.boards import Metric, Period
from muvengine.core.people.actor import SYSTEM
from muvengine.core.trips.programme import Programme
from muvengine.reads.boards import Asked, boards, my_board
from muvengine.reads.dashboard import dashboard
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.trips import trips
from muvengine.reads.wallet import wallet, wallet_lines
from muvengine.services.seal_journals import seal_journals
from muvengine.services.set_programme import set_programme
from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from muvengine.store.unit_of_work import UnitOfWork
from tests.bench.long_history import TODAY, fill
from tests.money import NOON, PARIS

SHORT_ROWS = 10_000
RATIO_MAX = 1.3
ROUNDS = 15


def main() -> int:
    """Print the ratio of each page; 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--verify", action="store_true", help="time the check of the ledger too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        short = _open(Path(folder) / "short.db", SHORT_ROWS)
        long = _open(Path(folder) / "long.db", asked.rows)
        missed = False
        for name in _pages(short):
            cost = _in_turn_ms(_pages(short)[name], _pages(long)[name])
            ratio = cost[1] / cost[0]
            missed |= ratio > RATIO_MAX
            print(f"P6 {name:12} {cost[0]:7.2f} ms with {SHORT_ROWS} rows, ", end="")
            print(
                f"{cost[1]:7.2f} ms with {asked.rows}: {ratio:.2f} (at most {RATIO_MAX})",
                flush=True,
            )
        for name, page in _crowded(long).items():
            cost = _in_turn_ms(_crowded(short)[name], page)
            print(f"   {name:14} {cost[0]:7.2f} ms, {cost[1]:7.2f} ms with everybody on one board")
        if asked.verify:
            begin = time.process_time()
            found = check_ledger(partial(UnitOfWork, long, read_only=True))
            print(f"   ledger verify {time.process_time() - begin:.1f} s CPU, found {found}")
        short.dispose()
        long.dispose()
    return int(missed)


def _open(path: Path, rows: int) -> Engine:
    engine = connect(f"sqlite:///{path}", synchronous="OFF")
    upgrade(engine)
    open_uow = partial(UnitOfWork, engine)
    set_programme(open_uow, Programme("Salon", None, PARIS), actor=SYSTEM, now=NOON)
    begin = time.process_time()
    with open_uow() as uow:
        fill(uow.connection, rows)
        uow.commit()
    seal_journals(open_uow, now=NOON)
    with engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    size_mb = path.stat().st_size / 1e6
    print(f"   {rows} rows: {time.process_time() - begin:.0f} s CPU, {size_mb:.0f} MB", flush=True)
    return engine


def _pages(engine: Engine) -> dict[str, Callable[[], object]]:
    reading = partial(UnitOfWork, engine, read_only=True)
    return {
        "wallet": partial(wallet, reading, 1),
        "wallet lines": partial(wallet_lines, reading, 1),
        "trip list": partial(trips, reading, 1),
        "dashboard": partial(dashboard, reading, TODAY),
        "boards week": partial(boards, reading, Asked(metric=Metric.TRIPS), NOON),
        "boards month": partial(boards, reading, Asked(Period.MONTH, mode="walk"), NOON),
        "my week": partial(my_board, reading, 1, Asked(), NOON),
        "my month": partial(my_board, reading, 1, Asked(Period.MONTH, metric=Metric.DAYS), NOON),
    }


def _crowded(engine: Engine) -> dict[str, Callable[[], object]]:
    """Boards that everybody who ever came is on: their cost is told, and grows with people."""
    reading = partial(UnitOfWork, engine, read_only=True)
    return {
        "my season": partial(my_board, reading, 1, Asked(Period.SEASON), NOON),
        "my season, low": partial(my_board, reading, 1, Asked(Period.SEASON, mode="walk"), NOON),
        "team scores": partial(boards, reading, Asked(), NOON),
    }


def _in_turn_ms(short: Callable[[], object], long: Callable[[], object]) -> tuple[float, float]:
    """Run both in turn, so that a busy moment hits both alike; give each one's median."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for page, times in zip((short, long), spent, strict=True):
            begin = time.process_time()
            page()
            times.append(1_000 * (time.process_time() - begin))
    return statistics.median(spent[0]), statistics.median(spent[1])


if __name__ == "__main__":
    raise SystemExit(main())
