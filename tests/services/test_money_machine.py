"""Anything may happen in any order: the ledger says what a small model says, and adds up."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, text

from muvengine.core.errors import MuvError
from muvengine.core.ledger.account import BUDGET, payable, pending, season_budget
from muvengine.core.rules.score import Settlement
from muvengine.core.vouchers.terms import Terms as OfferTerms
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.expire_points import expire_points
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.release_points import release_points
from muvengine.services.release_rests import release_rests
from muvengine.store.connection import connect
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, town
from tests.services.money_model import LIFE_DAYS, WAIT_HOURS, Earned, Kind, Model, Sold

TERMS = Settlement(WAIT_HOURS, LIFE_DAYS, "none")
SEASON_POINTS, BUDGET_CENTS = 900, 2500
PEOPLE = st.integers(0, 1)
ANY = st.integers(0, 99)


class Money(RuleBasedStateMachine):
    """A town in a database beside the model of it."""

    fresh: Callable[[], Engine]

    def __init__(self) -> None:
        super().__init__()
        self.engine = self.fresh()
        self.reading = partial(UnitOfWork, self.engine, read_only=True)
        self.town = town(partial(UnitOfWork, self.engine), points=SEASON_POINTS, cents=BUDGET_CENTS)
        self.people = [self.town.person("Fatou"), self.town.person("Karim")]
        kinds = (
            Kind(30, 150, False, 6, 5),  # noqa: FBT003  a table
            Kind(45, 1000, True, 4, 20),  # noqa: FBT003
            Kind(20, 300, False, 5, 20, percent=30),  # noqa: FBT003
        )
        offers = {
            self.town.offer(
                price_points=kind.price, face_cents=kind.face, divisible=kind.divisible,
                stock=kind.left, valid_days=kind.days, per_person=50,
                kind="percent_off" if kind.percent else "item",
                terms=OfferTerms(percent_off=kind.percent),
            ): kind
            for kind in kinds
        }  # fmt: skip
        self.model = Model(SEASON_POINTS, BUDGET_CENTS, offers, NOON)
        self.earned: list[tuple[int, Earned]] = []
        self.sold: dict[str, tuple[int, Sold]] = {}
        self.taken: list[tuple[int, str, int]] = []
        self.last: Callable[[], object] | None = None

    def teardown(self) -> None:
        self.engine.dispose()

    def heard(self, act: Callable[[], object]) -> object:
        """Do it; give the refusal's code where it was refused."""
        self.last = act
        try:
            return act()
        except MuvError as refusal:
            return refusal.code

    @rule(who=PEOPLE, points=st.integers(1, 120))
    def earn(self, who: int, points: int) -> None:
        earned = self.model.earn(who + 1, points)
        person = self.people[who]
        heard = self.heard(lambda: self.town.earn(person, points, TERMS))
        if isinstance(earned, str):
            assert heard == earned
        else:
            assert isinstance(heard, int)
            self.earned.append((heard, earned))
        # An upload of its own is another trip, not a replay.
        self.last = None

    @rule()
    def release(self) -> None:
        release_points(self.town.open_uow, now=self.town.now)
        self.model.release([earned for _, earned in self.earned])

    @precondition(lambda self: self.earned)
    @rule(which=ANY)
    def take_back(self, which: int) -> None:
        trip_id, earned = self.earned.pop(which % len(self.earned))
        self.town.take_back(self.people[earned.person - 1], trip_id)
        self.model.reverse(earned)

    @rule(who=PEOPLE, which=ANY)
    def buy(self, who: int, which: int) -> None:
        offer_id = sorted(self.model.offers)[which % len(self.model.offers)]
        key = self.town.key()
        heard = self.heard(lambda: self.town.buy(self.people[who], offer_id, key=key))
        sold = self.model.buy(who + 1, self.model.offers[offer_id])
        if isinstance(sold, str):
            assert heard == sold
        else:
            self.sold[str(heard)] = (offer_id, sold)

    @precondition(lambda self: self.sold)
    @rule(which=ANY, amount=st.sampled_from([None, 100, 400, 1000]))
    def redeem(self, which: int, amount: int | None) -> None:
        code = sorted(self.sold)[which % len(self.sold)]
        key = self.town.key()
        heard = self.heard(lambda: self.town.redeem(code, amount, key=key).redemption_id)
        told = self.model.redeem(self.sold[code][1], amount)
        if isinstance(told, str):
            assert heard == told
        else:
            assert isinstance(heard, int)
            self.taken.append((heard, code, told))

    @precondition(lambda self: self.taken)
    @rule(which=ANY)
    def undo(self, which: int) -> None:
        redemption, code, amount = self.taken.pop(which % len(self.taken))
        self.town.undo(redemption)
        self.model.undo(self.sold[code][1], amount)
        assert self.heard(lambda: self.town.undo(redemption)) == "not_possible"
        self.last = None

    @precondition(lambda self: self.sold)
    @rule(which=ANY)
    def void(self, which: int) -> None:
        code = sorted(self.sold)[which % len(self.sold)]
        offer_id, sold = self.sold[code]
        heard = self.heard(lambda: self.town.void(self.people[sold.person - 1], code))
        told = self.model.void(sold, self.model.offers[offer_id])
        assert (heard or "ok") == told
        self.last = None

    @rule(days=st.integers(1, 12))
    def wait(self, days: int) -> None:
        # Noon stays noon, whatever the clocks do in between.
        self.town.now = self.model.now = self.town.now + timedelta(days=days)
        # A redemption can be undone for fifteen minutes only.
        late, self.taken = self.taken, []
        for redemption, _, _ in late[:1]:
            assert self.heard(partial(self.town.undo, redemption)) == "undo_late"
        self.last = None

    @rule()
    def expire(self) -> None:
        expire_vouchers(self.town.open_uow, self.reading, now=self.town.now)
        self.model.expire([sold for _, sold in self.sold.values()])

    @rule()
    def release_rests(self) -> None:
        release_rests(self.town.open_uow, self.reading, now=self.town.now)
        self.model.release_rests([sold for _, sold in self.sold.values()])

    @rule()
    def expire_points(self) -> None:
        expire_points(self.town.open_uow, now=self.town.now)
        self.model.expire_points()

    @precondition(lambda self: self.last)
    @rule()
    def replay(self) -> None:
        """The same attempt again: the same answer, and nothing moves."""
        assert self.last is not None
        self.heard(self.last)

    @invariant()
    def everything_adds_up(self) -> None:
        assert check_ledger(self.reading) == ()
        waiting = {1: 0, 2: 0}
        for _, earned in self.earned:
            waiting[earned.person] += earned.points if earned.state == "pending" else 0
        with self.reading() as uow:
            held = uow.ledger.balance
            assert held(season_budget("2026", 1)) == self.model.season
            assert held(BUDGET) == self.model.cents
            assert held(payable(self.town.shop_id)) == self.model.owed
            assert {n: held(pending(n)) for n in waiting} == waiting
        for number, person in enumerate(self.people, start=1):
            assert self.town.points(person) == self.model.available(number)
        with self.engine.connect() as connection:
            rows = connection.execute(text("SELECT code, state FROM voucher"))
            states = {row.code: row.state for row in rows}
        assert states == {code: sold.state for code, (_, sold) in self.sold.items()}


def _play(fresh: Callable[[], Engine], *, examples: int, steps: int) -> None:
    machine = type("MoneyHere", (Money,), {"fresh": staticmethod(fresh)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_on_sqlite_anything_may_happen(sqlite_template: Path, tmp_path: Path) -> None:
    numbers = count()

    def fresh() -> Engine:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copy(sqlite_template, path)
        return connect(f"sqlite:///{path}", synchronous="OFF")

    _play(fresh, examples=15, steps=35)


@pytest.fixture
def emptied(postgres_engine: Engine) -> Callable[[], Engine]:
    """Give the same database again and again, emptied by the guards' leave."""

    def fresh() -> Engine:
        with postgres_engine.begin() as connection:
            names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            tables = list(connection.execute(text(names)).scalars())
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            listed = ", ".join(f'"{name}"' for name in tables if name != "alembic_version")
            connection.exec_driver_sql(f"TRUNCATE {listed} RESTART IDENTITY CASCADE")
        return postgres_engine

    return fresh


def test_on_postgresql_anything_may_happen(emptied: Callable[[], Engine]) -> None:
    _play(emptied, examples=4, steps=20)
