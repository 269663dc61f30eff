"""What the job of a week costs for 50 000 people, against reading their weeks once.

The job closes the newest week of 100 teams and looks at everybody's weeks in a row; twelve weeks
lie behind.  Rewards that are paid are the ledger's work: told beside it, each on its own.
SQLite with full synchronisation.  Run ``python -m tests.bench.bench_weekly_job [PEOPLE]``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from sqlalchemy import select, text

from muvengine.core.people.actor import SYSTEM
from muvengine.core.trips.programme import Programme
from muvengine.services.close_weeks import close_weeks
from muvengine.services.pay_streaks import pay_streaks
from muvengine.services.set_programme import set_programme
from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.store.week_scores import week_of
from tests.bench.weekly_town import CLOSED, fill
from tests.money import NOON, PARIS

PEOPLE = 50_000
RATIO_MAX = 1.5
# A busy moment may make a reading look slow or quick.
READINGS = 3


def main(arguments: list[str]) -> int:
    """Print what it costs; 1 when the goal is missed."""
    people = int(arguments[0]) if arguments else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'weekly.db'}")
        upgrade(engine)
        open_uow = partial(UnitOfWork, engine)
        set_programme(open_uow, Programme("Salon", None, PARIS), actor=SYSTEM, now=NOON)
        with open_uow() as uow:
            fill(uow, people)
            uow.commit()
        _settle_those_to_be_paid(open_uow)
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
        read_s = min(_read_s(open_uow) for _ in range(READINGS))
        begin = time.process_time()
        closed = close_weeks(open_uow, now=CLOSED)
        teams_s = time.process_time() - begin
        begin = time.process_time()
        settled = pay_streaks(open_uow, now=CLOSED)
        streaks_s = time.process_time() - begin
        engine.dispose()
    ratio = (teams_s + streaks_s) / read_s
    print(f"   {closed} week closed, {settled.people} people, {settled.paid} paid")
    print(f"P10 their weeks read once {read_s:.2f} s CPU")
    print(f"P10 close-weeks {teams_s:.2f} s, pay-streaks {streaks_s:.2f} s")
    print(f"P10 ratio {ratio:.2f} (at most {RATIO_MAX})")
    return 0 if ratio <= RATIO_MAX and settled.people and closed else 1


def _read_s(open_uow: partial[UnitOfWork]) -> float:
    """Read everybody's weeks as the store gives them, and do nothing with them."""
    begin = time.process_time()
    with open_uow() as uow:
        query = select(metadata.tables["week_score"])
        read = sum(1 for row in uow.connection.execute(query) if week_of(row))
    assert read
    return time.process_time() - begin


def _settle_those_to_be_paid(open_uow: partial[UnitOfWork]) -> None:
    """Let those who reach a reward this week have it already, and tell what a reward costs."""
    begin = time.process_time()
    done = pay_streaks(open_uow, now=CLOSED)
    each_ms = 1_000 * (time.process_time() - begin) / max(done.paid, 1)
    print(f"   first, {done.paid} rewards: {each_ms:.1f} ms each, with the looking at all people")
    with open_uow() as uow:
        uow.connection.execute(
            text(
                "UPDATE week_score SET settled = 0"
                " WHERE monday = (SELECT max(monday) FROM week_score)"
            )
        )
        uow.commit()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
