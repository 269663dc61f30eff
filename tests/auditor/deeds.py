"""What people ask the engine for, each with a key of its own, so that it can be asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Device, Person
from muvengine.core.rules.score import Settlement
from muvengine.core.vouchers.statement import Payee, Rhythm
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.attempt import once
from muvengine.services.close_statement import close_statement
from muvengine.services.pay_statement import pay_statement
from muvengine.services.posting import hold as hold_award
from muvengine.services.redeem_voucher import Tap, redeem_voucher
from muvengine.store.unit_of_work import UnitOfWork
from tests.auditor.books import LIFE_DAYS, WAIT
from tests.money import Town

TERMS = Settlement(int(WAIT.total_seconds()) // 3600, LIFE_DAYS, "none")


@dataclass(frozen=True)
class Deed:
    """One request; called again it is the same one."""

    name: str
    key: str
    do: Callable[[Town], object]

    def __call__(self, town: Town) -> object:
        return self.do(town)


def earn(town: Town, person: Person, points: int) -> Deed:
    key, number = town.key(), next(town.trips)

    def do(town: Town) -> object:
        def work(uow: UnitOfWork) -> int:
            trip_id = town.keep_trip(uow, person, number, points)
            town.award(uow, trip_id, person, points, TERMS)
            return trip_id

        attempt = Attempt(town.hand(person), key, "earn", f"{number} {points}")
        return once(town.open_uow, attempt, work).value

    return Deed("earn", key, do)


def hold(town: Town, trip_id: int) -> Deed:
    return _by_the_town(
        "hold", town, f"hold {trip_id}", lambda uow, _: hold_award(uow, trip_id=trip_id, score_no=1)
    )


def take_back(town: Town, person: Person, trip_id: int, reason: str) -> Deed:
    def work(uow: UnitOfWork, town: Town) -> None:
        town.take_back_within(uow, person, trip_id, reason)

    return _by_the_town("take_back", town, f"take back {trip_id} {reason}", work)


def _by_the_town(
    name: str, town: Town, request: str, work: Callable[[UnitOfWork, Town], Any]
) -> Deed:
    key = town.key()

    def do(town: Town) -> object:
        attempt = Attempt(SYSTEM, key, "town", request)
        return once(town.open_uow, attempt, lambda uow: work(uow, town)).value

    return Deed(name, key, do)


def adjust(town: Town, organiser: Actor, person_id: int, points: int, reason: str) -> Deed:
    adjustment = Adjustment(person_id, points, reason)
    attempt = adjustment.attempt(organiser, town.key())

    def do(town: Town) -> object:
        answer = adjust_points(town.open_uow, adjustment, attempt=attempt, now=town.now)
        return answer.value["available"]

    return Deed("adjust", attempt.key, do)


def freeze(town: Town, person: Person, *, frozen: bool) -> None:
    with town.open_uow() as uow:
        uow.people.change(person.id, frozen_at=town.now if frozen else None)
        uow.commit()


def buy(town: Town, person: Person, offer_id: int, *, key: str = "") -> Deed:
    key = key or town.key()
    return Deed("buy", key, lambda town: town.buy(person, offer_id, key=key))


def redeem(town: Town, till: Device, said: str, cents: int | None, *, tap: str = "") -> Deed:
    """``tap`` is the tablet's own name for it; another key may carry the same one."""
    key = town.key()

    def do(town: Town) -> object:
        return redeem_voucher(
            town.open_uow,
            Tap(said, tap or key, town.now, cents),
            device=till,
            attempt=Attempt(till.actor, key, "redemptions", f"{said} {cents}"),
            now=town.now,
        ).redemption_id

    return Deed("redeem", key, do)


def undo(town: Town, till: Device, redemption_id: int) -> Deed:
    key = town.key()
    return Deed("undo", key, lambda town: replace(town, device=till).undo(redemption_id, key=key))


def void(town: Town, person: Person, code: str, reason: str) -> Deed:
    key = town.key()
    return Deed("void", key, lambda town: town.void(person, code, reason=reason, key=key))


def pause(town: Town, offer_id: int, *, live: bool) -> None:
    with town.open_uow() as uow:
        state = "live" if live else "paused"
        uow.connection.exec_driver_sql(f"UPDATE offer SET state = '{state}' WHERE id = {offer_id}")  # noqa: S608  ours
        uow.commit()


def name_shop(town: Town, shop_id: int, legal_name: str) -> None:
    payee = Payee(legal_name, rhythm=Rhythm.WEEK)
    with town.open_uow() as uow:
        uow.settlements.save_payee(shop_id, payee, now=town.now, by=None)
        uow.commit()


def close(town: Town, statement_id: int) -> Deed:
    attempt = Attempt(SYSTEM, town.key(), "close_statement", f"{statement_id}")

    def do(town: Town) -> object:
        answer = close_statement(town.open_uow, statement_id, attempt=attempt, now=town.now)
        return answer.value["number"]

    return Deed("close", attempt.key, do)


def pay(town: Town, statement_id: int, reference: str) -> Deed:
    attempt = Attempt(SYSTEM, town.key(), "pay_statement", f"{statement_id}{reference}")

    def do(town: Town) -> object:
        now: datetime = town.now
        answer = pay_statement(town.open_uow, statement_id, reference, attempt=attempt, now=now)
        return answer.value["number"]

    return Deed("pay", attempt.key, do)
