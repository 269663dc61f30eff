"""Six processes at once, as workers of a server are: nothing twice, nothing lost, no error.

``MUV_TEST_VOUCHERS=150`` gives them as many vouchers; every process tries every one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.offer import Period
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.pair_device import make_pairing_code
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import Town, town

OpenUow = Callable[[], UnitOfWork]
ROOT = Path(__file__).parent.parent.parent
PROCESSES = 6
VOUCHERS = int(os.environ.get("MUV_TEST_VOUCHERS", "30"))
PLACES = 50
"""Vouchers that one person may have of one offer."""
SPENDERS = -(-VOUCHERS // PLACES)
THIRD, FOURTH = SPENDERS + 1, SPENDERS + 2
"""Who still has all their points when the vouchers are bought."""


class Workers:
    """Processes that all get the same list, each beginning at another place of it."""

    def __init__(self, children: list[subprocess.Popen[str]]) -> None:
        self._children = children

    def all_do(self, acts: list[list[object]]) -> list[list[object]]:
        """Give for each act what each process heard of it."""
        step = max(1, len(acts) // len(self._children))
        for number, child in enumerate(self._children):
            assert child.stdin is not None
            turned = acts[number * step :] + acts[: number * step]
            child.stdin.write(json.dumps(turned) + "\n")
            child.stdin.flush()
        heard: list[list[object]] = [[] for _ in acts]
        for number, child in enumerate(self._children):
            for place, one in enumerate(json.loads(_line(child))):
                heard[(place + number * step) % len(acts)].append(one)
        return heard


def _line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    line = child.stdout.readline()
    assert line, "the process ended"
    return line


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    made = town(open_uow, points=1_000)
    for number in range(FOURTH):
        made.give(made.person(f"Person {number}"), PLACES)
    return made


@pytest.fixture
def workers(place: Town, engine: Engine) -> Iterator[Workers]:
    assert place.shop_id == 1
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.services.race_child", url]
    with ExitStack() as running:
        children = [
            running.enter_context(
                subprocess.Popen(
                    [*command, str(number)],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for number in range(1, PROCESSES + 1)
        ]
        assert [_line(child) for child in children] == ["ready\n"] * PROCESSES
        yield Workers(children)


def test_six_processes_try_every_voucher_and_nothing_happens_twice(
    place: Town, workers: Workers, engine: Engine, open_reading: OpenUow
) -> None:
    _redeem_everything(place, workers, engine)
    _hear_the_same(place, workers)
    _share_what_there_is(place, workers)
    assert check_ledger(open_reading) == ()


def _redeem_everything(place: Town, workers: Workers, engine: Engine) -> None:
    """Each process under keys of its own: one is first, five hear that it was used."""
    offer = place.offer(price_points=1, per_person=PLACES, per_person_period=Period.SEASON)
    with place.open_uow() as uow:
        people = [uow.people.get(1 + number // PLACES) for number in range(VOUCHERS)]
    codes = [place.buy(person, offer) for person in people]
    heard = workers.all_do([["redeem", code, None] for code in codes])
    for answers in heard:
        answers.remove(next(one for one in answers if isinstance(one, int)))
    assert Counter(one for answers in heard for one in answers) == {
        "already_redeemed": VOUCHERS * (PROCESSES - 1)
    }
    with engine.connect() as connection:
        made = connection.execute(text("SELECT voucher_id, COUNT(*) FROM redemption GROUP BY 1"))
        assert [times for _, times in made] == [1] * VOUCHERS


def _hear_the_same(place: Town, workers: Workers) -> None:
    """Copies of one request have one effect, and every copy hears the first one's answer."""
    coffee = place.offer(price_points=2, per_person=PLACES)
    [bought] = workers.all_do([["buy", FOURTH, coffee, "one key"]])
    assert len(set(bought)) == 1
    [taken] = workers.all_do([["redeem", bought[0], "one tap"]])
    assert len(set(taken)) == 1
    assert isinstance(taken[0], int)
    dear = place.offer(price_points=10_000)
    assert workers.all_do([["buy", FOURTH, dear, "too early"]]) == [["not_enough"] * PROCESSES]


def _share_what_there_is(place: Town, workers: Workers) -> None:
    """Six hands, less of everything than six: points, stock, places, envelope, a pairing code."""
    points = place.offer(price_points=20, per_person=PLACES)
    stock = place.offer(price_points=1, per_person=PLACES, stock=2)
    places = place.offer(price_points=1, per_person=3)
    code = make_pairing_code(
        place.open_uow, "fournil", actor=SYSTEM, now=place.now, new_token=place.dice
    )
    fourth = _person(place, FOURTH)
    assert place.points(fourth) == PLACES - 2
    place.earn(fourth, 1)
    expected = {
        ("buy", FOURTH, points, None): {"sold": 2, "not_enough": 4},
        ("buy", THIRD, stock, None): {"sold": 2, "sold_out": 4},
        ("buy", THIRD, places, None): {"sold": 3, "limit": 3},
        ("earn", FOURTH, 400): {"True": 2, "unfunded": 4},
        ("pair", code): {"True": 1, "bad_credentials": 5},
    }
    for act, due in expected.items():
        [answers] = workers.all_do([list(act)])
        assert Counter(map(_shortly, answers)) == due, act


def _shortly(answer: object) -> str:
    """A code of nine signs is something sold."""
    return "sold" if isinstance(answer, str) and answer.isupper() else str(answer)


def _person(place: Town, number: int) -> Person:
    with place.open_uow() as uow:
        return uow.people.get(number)
