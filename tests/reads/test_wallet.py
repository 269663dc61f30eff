from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from muvengine.core.errors import NotFound
from muvengine.core.people.identity import Person
from muvengine.core.rules.score import Settlement
from muvengine.reads.budget import budget
from muvengine.reads.statement import statement
from muvengine.reads.wallet import Expiring, wallet, wallet_lines
from muvengine.services.release_points import release_points
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, Town, town

OpenUow = Callable[[], UnitOfWork]


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow)


@pytest.fixture
def fatou(place: Town) -> Person:
    """Somebody who earned, was given and bought."""
    fatou = place.person()
    place.earn(fatou, 60, Settlement(0, 30, "end_of_month"))
    place.earn(fatou, 40, Settlement(0, 20, "end_of_month"))
    place.earn(fatou, 10, Settlement(0, None))
    release_points(place.open_uow, now=NOON)
    place.give(fatou, 100)
    place.earn(fatou, 25)
    place.buy(fatou, place.offer(price_points=50))
    return fatou


def test_a_wallet_says_what_ends_when_to_the_last_day(fatou: Person, open_reading: OpenUow) -> None:
    found = wallet(open_reading, fatou.id)
    assert (found.available, found.pending) == (160, 25)
    assert found.next_release_at == NOON + timedelta(hours=48)
    # The purchase took all 40 of April and 10 of May.
    assert found.expiring == (
        Expiring(50, date(2026, 5, 31)),
        Expiring(100, date(2027, 4, 30)),
    )


def test_a_newcomers_wallet_is_empty(place: Town, open_reading: OpenUow) -> None:
    karim = place.person("Karim")
    found = wallet(open_reading, karim.id)
    assert (found.available, found.pending, found.expiring) == (0, 0, ())
    assert found.next_release_at is None
    assert wallet_lines(open_reading, karim.id) == ()


def test_the_lines_of_a_wallet_sum_to_what_is_there(fatou: Person, open_reading: OpenUow) -> None:
    lines = wallet_lines(open_reading, fatou.id)
    assert [(line.kind, line.points) for line in lines] == [
        ("voucher.issue", -50), ("points.adjust", 100), ("trip.release", 10),
        ("trip.release", 40), ("trip.release", 60),
    ]  # fmt: skip
    assert [line.balance for line in lines] == [160, 210, 110, 100, 60]
    older = wallet_lines(open_reading, fatou.id, before=lines[1].id, count=2)
    assert older == lines[2:4]


def test_a_statement_reads_any_account(fatou: Person, open_reading: OpenUow) -> None:
    spent = statement(open_reading, "programme:spent")
    assert (spent.unit, spent.balance) == ("PT", 50)
    assert [(move.amount, move.balance) for move in spent.moves] == [(50, None)]
    mine = statement(open_reading, f"p:{fatou.id}:available", count=1)
    assert [(move.amount, move.balance) for move in mine.moves] == [(-50, 160)]
    with pytest.raises(NotFound):
        statement(open_reading, "programme:nothing")


def test_the_budget_says_where_everything_is(
    place: Town, fatou: Person, open_reading: OpenUow
) -> None:
    place.redeem(place.buy(fatou, place.offer(price_points=50, face_cents=200)))
    found = budget(open_reading)
    assert [(each.points_granted, each.points_left) for each in found.seasons] == [
        (100_000, 99_865)
    ]
    figures = found.figures
    assert (figures.points_pending, figures.points_available) == (25, 110)
    assert (figures.points_spent, figures.points_expired, figures.points_written_off) == (100, 0, 0)
    assert figures.funded_cents == 1_000_000
    assert (figures.budget_cents, figures.vouchers_out_cents, figures.payable_cents) == (
        999_650, 150, 200,
    )  # fmt: skip
