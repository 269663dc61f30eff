"""What do an award, a purchase and a redemption cost, down to the disk?

SQLite with full synchronisation.  The baseline, timed in turn, is one indexed read and one
row written and committed through the same engine: what any durable act must pay.  Run
``python -m tests.bench.bench_ledger``.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, insert, select

from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.worth import Sheet
from muvengine.core.people.actor import SYSTEM
from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, SEASON, Town, town

ROUNDS = 60
WARM_UP = 10
# An award is six statements, a purchase about twenty, a redemption about fifteen; the row is two.
RATIOS_MAX = {"award": 2.0, "buy": 8.0, "redeem": 4.0}


def main() -> int:
    """Print what each act costs and its ratio to the baseline; 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'bench.db'}")
        upgrade(engine)
        place = town(partial(UnitOfWork, engine), points=10**9, cents=10**9)
        acts = _acts(place)
        spent: dict[str, list[float]] = {name: [] for name in (*acts, "row")}
        for number in range(ROUNDS + WARM_UP):
            for name, act in acts.items():
                spent[name].append(_cpu_ms(partial(act, number)))
            spent["row"].append(_cpu_ms(partial(_row, engine, number)))
        engine.dispose()
    floor_ms = statistics.median(spent["row"][WARM_UP:])
    missed = False
    for name in acts:
        cost_ms = statistics.median(spent[name][WARM_UP:])
        ratio, most = cost_ms / floor_ms, RATIOS_MAX[name]
        missed |= ratio > most
        print(f"   {name} {cost_ms:.2f} ms CPU, one row {floor_ms:.2f} ms")
        print(f"   ratio {ratio:.1f} (at most {most})")
    return int(missed)


def _acts(place: Town) -> dict[str, Callable[[int], object]]:
    """Give three acts, each durable: a bare award, a purchase, a redemption of what it bought."""
    person = place.person()
    for _ in range(ROUNDS):
        place.give(person, 10_000)
    offer = place.offer(price_points=10, per_person=50)
    offers = [offer, *(place.offer(price_points=10, per_person=50) for _ in range(2))]
    codes: dict[int, str] = {}

    def award(number: int) -> None:
        with place.open_uow() as uow:
            season = uow.ledger.season_of_day(SEASON.first_day + timedelta(days=1))
            assert season is not None
            sheet = Sheet(1_000_000 + number, 1, person.id, 1)
            uow.ledger.post(events.trip_award(sheet, season, By(SYSTEM, NOON)), NOON)
            uow.commit()

    def buy(number: int) -> None:
        codes[number] = place.buy(person, offers[number % len(offers)])

    def redeem(number: int) -> None:
        place.redeem(codes[number])

    return {"award": award, "buy": buy, "redeem": redeem}


def _row(engine: Engine, number: int) -> None:
    """Read one row by its key, write one, and commit."""
    account, run = metadata.tables["ledger_account"], metadata.tables["job_run"]
    with engine.connect() as connection:
        connection.execute(select(account).where(account.c.code == "programme:budget")).one()
        row = {"job": "bench", "period": str(number), "state": "done", "started_at": NOON}
        connection.execute(insert(run).values(**row, detail={}))
        connection.commit()


def _cpu_ms(act: Callable[[], object]) -> float:
    start = time.process_time_ns()
    act()
    return (time.process_time_ns() - start) / 1e6


if __name__ == "__main__":
    raise SystemExit(main())
