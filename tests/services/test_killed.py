from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from muvengine.core.vouchers.offer import Period
from muvengine.reads.ledger_check import check_ledger
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import town

OpenUow = Callable[[], UnitOfWork]
ROOT = Path(__file__).parent.parent.parent
# How many redemptions each child acknowledges before it is killed in the middle of the next.
KILLS = (1, 2, 3)


def test_a_killed_process_loses_no_acknowledged_write_and_posts_nothing_twice(
    engine: Engine, open_uow: OpenUow, open_reading: OpenUow
) -> None:
    place = town(open_uow)
    place.person()
    place.offer(per_person=50, per_person_period=Period.DAY)
    acknowledged: list[str] = []
    for run, lines in enumerate(KILLS):
        acknowledged += _killed_after(engine, run, lines)
        assert check_ledger(open_reading) == ()
    with engine.connect() as connection:
        codes = set(
            connection.execute(text("SELECT code FROM voucher WHERE state = 'redeemed'")).scalars()
        )
    assert len(acknowledged) >= sum(KILLS)
    assert set(acknowledged) <= codes


def _killed_after(engine: Engine, run: int, lines: int) -> list[str]:
    """Start a child, read what it acknowledged, and kill it while it goes on."""
    url = engine.url.render_as_string(hide_password=False)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.services.crash_child", url, str(run)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child:
        read = [child.stdout.readline().strip() for _ in range(lines)]
        child.kill()
        read += [line.strip() for line in child.stdout if line.endswith("\n")]
    if "" in read:
        pytest.fail("the child stopped by itself")
    return read
