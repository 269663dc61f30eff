"""The database goes away while people buy, or its disk fills up: told plainly, nothing lost.

``MUV_TEST_TMPFS=1`` as root also fills a real small disk.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import Engine, event, text
from werkzeug.test import TestResponse

from muvengine.app import create_app
from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.offer import Offer, Period
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.make_api_token import make_api_token
from muvengine.services.save_offer import save_offer
from muvengine.services.set_programme import VOUCHERS_A_DAY_MAX, set_programme
from muvengine.store.connection import connect
from muvengine.store.schema import upgrade
from muvengine.store.unit_of_work import UnitOfWork
from tests.build import found_town
from tests.conftest import Clock, wire_for_tests
from tests.people import NOON, participant
from tests.servers import Server, durable_server

BUYERS = 4


@dataclass
class Buyer:
    """Somebody who sends each order until it is answered, always under the same key."""

    app: Flask
    token: str
    offer: int
    name: str
    codes: list[str] = field(default_factory=list)
    away: list[TestResponse] = field(default_factory=list)

    def order(self, number: int) -> TestResponse:
        return self.app.test_client().post(
            "/api/v1/vouchers",
            json={"offer": self.offer},
            headers={
                "Authorization": f"Bearer {self.token}",
                "Idempotency-Key": f"{self.name}-order-number-{number}",
            },
        )

    def buy(self, number: int) -> None:
        # 200: it was kept, only its answer was lost on the way.
        while (answer := self.order(number)).status_code not in {200, 201}:
            self.away.append(answer)
            assert answer.status_code == 503, answer.text
            time.sleep(0.05)
        self.codes.append(answer.json["code"])  # type: ignore[index]


def open_town(engine: Engine) -> tuple[Wiring, Callable[[str], Buyer]]:
    """Set a town up and give what makes a buyer: somebody rich with an offer of their own."""
    wiring = wire_for_tests(engine, Clock(NOON), "away")
    found_town(wiring)
    with wiring.open_reading() as uow:
        generous = replace(uow.programme.get(), vouchers_a_day=VOUCHERS_A_DAY_MAX)
    set_programme(wiring.open_uow, generous, actor=SYSTEM, now=NOON)
    app = create_app(wiring)
    bread = Offer(
        1, {"en": "Bread"}, 1, 1, per_person=VOUCHERS_A_DAY_MAX, per_person_period=Period.DAY
    )

    def buyer(name: str) -> Buyer:
        person = participant(wiring.open_uow, name)
        gift = Adjustment(person.id, 1000, "for the test")
        adjust_points(wiring.open_uow, gift, attempt=gift.attempt(SYSTEM, name), now=NOON)
        offer = save_offer(wiring.open_uow, bread, actor=SYSTEM, now=NOON)
        token = make_api_token(
            wiring.open_uow,
            owner=person,
            name="app",
            actor=SYSTEM,
            now=NOON,
            new_token=wiring.new_token,
        )
        return Buyer(app, token, offer, name)

    return wiring, buyer


def sold(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(text("SELECT code FROM voucher")).scalars())


@pytest.fixture
def server() -> Iterator[Server]:
    with durable_server() as running:
        yield running


def test_a_database_that_restarts_is_away_and_loses_nothing_it_said(server: Server) -> None:
    engine = connect(server.url)
    upgrade(engine)
    wiring, buyer = open_town(engine)
    buyers = [buyer(f"buyer-{number}") for number in range(BUYERS)]
    enough = Event()

    def shop(one: Buyer) -> None:
        for number in range(40):
            if not enough.is_set():
                one.buy(number)

    with ThreadPoolExecutor(BUYERS) as pool:
        shopping = [pool.submit(shop, one) for one in buyers]
        _until(lambda: all(one.codes for one in buyers))
        server.stop()
        _until(lambda: all(one.away for one in buyers))
        server.start()
        enough.set()
        for one in shopping:
            one.result()
    assert buyers[0].order(999).status_code == 201, "the first request afterwards"
    for answer in (answer for one in buyers for answer in one.away):
        assert answer.headers["Retry-After"] == "30"
        assert answer.json["code"] == "database_away"  # type: ignore[index]
        assert "Nothing was done" in answer.text
    told = [code for one in buyers for code in one.codes]
    assert len(told) == len(set(told))
    assert len(sold(engine) - set(told)) == 1
    assert set(told) < sold(engine)
    assert check_ledger(wiring.open_reading) == ()
    engine.dispose()


def _until(true: Callable[[], bool]) -> None:
    for _ in range(1200):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it never came to that")


def test_a_full_disk_is_told_and_once_there_is_room_the_same_order_is_good(
    listened_engine: Engine,
) -> None:
    wiring, buyer = open_town(listened_engine)
    limits = {"pages": 1_000_000}

    def limit(raw: sqlite3.Connection, *_rest: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {limits['pages']}")

    # Pages that the migrations left free would take more orders than one person may give.
    _vacuum(listened_engine)
    event.listen(listened_engine, "checkout", limit)
    fill, make_room = partial(limits.update, pages=1), partial(limits.update, pages=1_000_000)
    _run_out(wiring, buyer("buyer"), fill, make_room)


def _vacuum(engine: Engine) -> None:
    raw = engine.raw_connection()
    assert isinstance(raw.driver_connection, sqlite3.Connection)
    raw.driver_connection.execute("VACUUM")
    raw.close()


if "MUV_TEST_TMPFS" in os.environ:

    def test_a_real_disk_that_is_full(sqlite_template: Path, tmp_path: Path) -> None:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(tmp_path)], check=True
        )
        try:
            shutil.copy(sqlite_template, tmp_path / "muv.db")
            engine = connect(f"sqlite:///{tmp_path}/muv.db")
            wiring, buyer = open_town(engine)
            rest = tmp_path / "rest"
            _run_out(wiring, buyer("buyer"), lambda: _fill(rest), rest.unlink)
            engine.dispose()
        finally:
            subprocess.run(["umount", str(tmp_path)], check=True)


def _fill(rest: Path) -> None:
    with rest.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


def _run_out(
    wiring: Wiring, buyer: Buyer, fill: Callable[[], object], make_room: Callable[[], object]
) -> None:
    buyer.buy(0)
    fill()
    numbers = count(1)
    # What is free within the file is used up first.
    while (answer := buyer.order(number := next(numbers))).status_code == 201:
        buyer.codes.append(answer.json["code"])  # type: ignore[index]
        assert number < VOUCHERS_A_DAY_MAX - 1
    assert (answer.status_code, answer.json["code"]) == (507, "disk_full")  # type: ignore[index]
    assert "Nothing was done" in answer.text
    assert sold(wiring.engine) == set(buyer.codes)
    make_room()
    assert check_ledger(wiring.open_reading) == ()
    buyer.buy(number)
    assert sold(wiring.engine) == set(buyer.codes)
    with UnitOfWork(wiring.engine, read_only=True) as uow:
        intact = uow.connection.execute(text("PRAGMA integrity_check")).scalar_one()
    assert intact == "ok"
