"""Anything may happen in any order: the ledger says what an auditor says, and adds up.

A few hundred steps in the suite.  ``MUV_TEST_STEPS=20000`` takes so many on each database, from
a seed that is printed and can be given again by ``MUV_TEST_SEED``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from secrets import randbelow  # noqa: TID251  a seed that is printed

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from tests.auditor.machine import Money
from tests.fresh import copies, emptied

LONG_RUN = int(os.environ.get("MUV_TEST_STEPS", "0"))
SEED = int(os.environ.get("MUV_TEST_SEED") or randbelow(10**9))
STEPS_OF_ONE_TOWN = 100
TOWNS_AT_ONCE = 20
NOES = {
    (act, code)
    for act, codes in {
        "earn": "unfunded",
        "hold": "not_possible",
        "take_back": "reason_missing",
        "adjust": "not_allowed not_found reason_missing not_enough",
        "buy": "not_possible offer_closed sold_out not_enough unfunded limit",
        "redeem": "bad_check unknown_code key_reused wrong_shop void expired amount"
        " already_redeemed",
        "undo": "not_found not_possible undo_late",
        "void": "not_found void already_redeemed expired reason_missing",
        "close": "not_found not_possible bad_input",
        "pay": "bad_input not_possible",
    }.items()
    for code in codes.split()
}
"""Every refusal of every act: a long run that never met one proves nothing about it."""


def play(fresh: Callable[[], Engine], *, towns: int, steps: int) -> None:
    """Let a few hundred things happen, the same in each run; or as many as were asked for."""
    machine: type[Money] = type("MoneyHere", (Money,), {"fresh": staticmethod(fresh)})
    if not LONG_RUN:
        run_state_machine_as_test(machine, settings=_settings(towns, steps, derandomize=True))
        return
    for number in count():
        seeded = seed(SEED + number)(machine)
        run_state_machine_as_test(seeded, settings=_settings(TOWNS_AT_ONCE, STEPS_OF_ONE_TOWN))
        unmet = sorted(NOES - set(machine.met))
        sys.stdout.write(
            f"seed {SEED + number}: {machine.steps} steps, never refused yet: {unmet}\n"
        )
        sys.stdout.flush()
        if machine.steps >= LONG_RUN:
            break
    assert NOES - set(machine.met) == set()


def _settings(towns: int, steps: int, *, derandomize: bool = False) -> settings:
    return settings(
        max_examples=towns,
        stateful_step_count=steps,
        deadline=None,
        derandomize=derandomize,
        database=None,
        print_blob=not derandomize,
        suppress_health_check=list(HealthCheck),
        # A long run is told by its seed; making it shorter takes as long again.
        phases=[Phase.generate] if LONG_RUN else [Phase.generate, Phase.shrink],
    )


def test_on_sqlite_anything_may_happen(sqlite_template: Path, tmp_path: Path) -> None:
    play(copies(sqlite_template, tmp_path), towns=9, steps=50)


def test_on_postgresql_anything_may_happen(postgres_engine: Engine) -> None:
    play(emptied(postgres_engine), towns=5, steps=50)
