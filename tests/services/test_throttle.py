"""Guessing is slow, however many processes guess at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from multiprocessing import get_context

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import MistypedCode, TooManyAttempts, UnknownCode
from muvengine.core.people.limits import VOUCHER_OF_DEVICE, Limit
from muvengine.services.throttle import counting, give_back, key_of, look, take, take_all
from muvengine.store.connection import connect
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import NOON, OpenUow

FIVE: Limit = Limit(5, 900)
# A fresh interpreter: a forked one would share the parent's database connections.
SPAWN = get_context("spawn")


def test_a_try_too_many_is_refused_with_how_long_to_wait(open_uow: OpenUow) -> None:
    for _ in range(5):
        take(open_uow, key="k", limit=FIVE, now=NOON)
    with pytest.raises(TooManyAttempts) as refused:
        take(open_uow, key="k", limit=FIVE, now=NOON)
    assert refused.value.facts == {"retry_after_s": 180, "minutes": 3}
    take(open_uow, key="other", limit=FIVE, now=NOON)
    take(open_uow, key="k", limit=FIVE, now=NOON + timedelta(minutes=3))


def test_who_is_refused_by_one_bucket_pays_in_none(open_uow: OpenUow) -> None:
    for _ in range(5):
        take(open_uow, key="full", limit=FIVE, now=NOON)
    for _ in range(9):
        with pytest.raises(TooManyAttempts):
            take_all(open_uow, {"a": FIVE, "full": FIVE, "z": FIVE}, now=NOON)
    take_all(open_uow, {"a": FIVE, "z": FIVE}, now=NOON)


def test_a_success_gets_its_try_back(open_uow: OpenUow) -> None:
    for _ in range(20):
        take(open_uow, key="k", limit=FIVE, now=NOON)
        with open_uow() as uow:
            give_back(uow, {"k": FIVE}, now=NOON)
            uow.commit()


def test_the_count_survives_a_restart(engine: Engine, open_uow: OpenUow) -> None:
    for _ in range(5):
        take(open_uow, key="k", limit=FIVE, now=NOON)
    restarted = connect(engine.url.render_as_string(hide_password=False))
    with pytest.raises(TooManyAttempts):
        take(partial(UnitOfWork, restarted), key="k", limit=FIVE, now=NOON)
    restarted.dispose()


def test_sixteen_threads_get_no_more_than_the_limit(open_uow: OpenUow) -> None:
    def attempt(_number: int) -> bool:
        try:
            take(open_uow, key="k", limit=FIVE, now=NOON)
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(attempt, range(48))) == 5


def _tries_of_a_process(url: str, tries: int) -> int:
    engine = connect(url)
    through = 0
    for _ in range(tries):
        try:
            take(partial(UnitOfWork, engine), key="k", limit=FIVE, now=NOON)
        except TooManyAttempts:
            continue
        through += 1
    engine.dispose()
    return through


def test_processes_together_get_no_more_than_the_limit(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    with SPAWN.Pool(2) as pool:
        through = pool.starmap(_tries_of_a_process, [(url, 20)] * 2)
    assert sum(through) == 5


def test_a_till_pauses_after_ten_unknown_codes_but_not_for_slips(
    open_uow: OpenUow, open_reading: OpenUow
) -> None:
    tried = partial(
        counting,
        open_uow,
        open_reading,
        key=key_of("voucher", "device 3"),
        limit=VOUCHER_OF_DEVICE,
        now=NOON,
        costs=(UnknownCode,),
    )
    for _ in range(30):
        with pytest.raises(MistypedCode), tried():
            raise MistypedCode
        with tried():
            pass
    for _ in range(10):
        with pytest.raises(UnknownCode), tried():
            raise UnknownCode
    with pytest.raises(TooManyAttempts), tried():
        pytest.fail("a paused till must not look at the code")


def test_looking_costs_nothing(open_uow: OpenUow, open_reading: OpenUow) -> None:
    take(open_uow, key="k", limit=FIVE, now=NOON)
    for _ in range(20):
        look(open_reading, key="k", limit=FIVE, now=NOON)
        look(open_reading, key="unknown", limit=FIVE, now=NOON)


def test_addresses_are_not_kept_in_clear() -> None:
    key = key_of("email", "maud@centre.example")
    assert "maud" not in key
    assert len(key) <= 120
