"""A process is killed at any moment: nothing it told is lost, and nothing is half done.

``MUV_TEST_KILLS=100`` kills so many on each database, at moments from ``MUV_TEST_SEED``.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from multiprocessing import get_context
from random import Random  # noqa: TID251  moments from a seed that is printed
from signal import SIGKILL

from sqlalchemy import Engine, text

from muvengine.reads.ledger_check import check_ledger
from muvengine.store.unit_of_work import UnitOfWork
from tests.services.crash_child import found, work_until_killed

OpenUow = Callable[[], UnitOfWork]
Told = dict[str, set[object]]
KILLS = int(os.environ.get("MUV_TEST_KILLS", "3"))
SEED = int(os.environ.get("MUV_TEST_SEED", "7"))
CARELESS_KILLS_MAX = 30
# Imported once: a child is there at once and not after a second.
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.services.crash_child"])

KEPT = {
    "trip": "SELECT public_id FROM trip",
    "voucher": "SELECT code FROM voucher WHERE redeemed_cents >= 0",
    "taken": "SELECT id FROM redemption WHERE state IN ('accepted', 'undone')",
    "undone": "SELECT id FROM redemption WHERE state = 'undone'",
    "closed": "SELECT id FROM settlement WHERE state <> 'draft'",
    "paid": "SELECT id FROM settlement WHERE state = 'paid'",
}


def test_a_killed_process_loses_nothing_it_told_and_leaves_nothing_half_done(
    engine: Engine, open_reading: OpenUow
) -> None:
    found(engine)
    moments, told = Random(SEED), defaultdict(set)  # noqa: S311
    for number in range(1, KILLS + 1):
        for what, which in killed(engine, number, moments.uniform(0.25, 0.6)):
            told[what].add(which)
        assert check_ledger(open_reading) == ()
        assert lost(engine, told) == {}
    done = {what: len(which) for what, which in told.items()}
    sys.stdout.write(f"{engine.dialect.name}, seed {SEED}: {KILLS} kills, told {done}, lost 0\n")
    assert len(told["trip"]) >= KILLS


def test_the_same_harness_sees_an_award_made_in_three_commits(
    engine: Engine, open_reading: OpenUow
) -> None:
    found(engine)
    moments = Random(SEED)  # noqa: S311
    broken: set[str] = set()
    for number in range(1, CARELESS_KILLS_MAX):
        killed(engine, number, moments.uniform(0.02, 0.2), careless=True)
        broken = {violation.invariant for violation in check_ledger(open_reading)}
        if broken:
            break
    assert broken
    assert broken <= {"I8 award", "I8 pending"}


def killed(
    engine: Engine, number: int, after_s: float, *, careless: bool = False
) -> list[tuple[str, object]]:
    """Let a child work, kill it with -9 some moments after it began, and give what it told."""
    url = engine.url.render_as_string(hide_password=False)
    heard, says = _PROCESSES.Pipe(duplex=False)
    child = _PROCESSES.Process(
        target=work_until_killed, args=(url, number, says), kwargs={"careless": careless}
    )
    child.start()
    says.close()
    told = []
    while ("begun", number) not in told:
        told.append(heard.recv())
    told.pop()
    time.sleep(after_s)
    child.kill()
    child.join()
    assert child.exitcode == -SIGKILL, "it was still at work"
    while True:
        try:
            told.append(heard.recv())
        except EOFError:
            heard.close()
            return told


def lost(engine: Engine, told: Told) -> Told:
    """Give what was told and is not there."""
    with engine.connect() as connection:
        kept = {
            what: set(connection.execute(text(query)).scalars()) for what, query in KEPT.items()
        }
    return {what: which - kept[what] for what, which in told.items() if which - kept[what]}
