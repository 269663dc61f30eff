"""A process that uploads, buys, redeems, undoes and settles until somebody kills it.

It tells the other end of its pipe what was done, after each commit: that may never be lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from typing import Final

from sqlalchemy import Engine

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.worth import Sheet
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.offer import Period
from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.statement import Payee, Rhythm
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.close_statement import close_statement
from muvengine.services.draft_statements import draft_statements
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.pay_statement import pay_statement
from muvengine.services.release_points import release_points
from muvengine.services.save_shop import save_shop
from muvengine.services.shelf import Shelf
from muvengine.store.awards import Award, AwardState
from muvengine.store.connection import connect
from muvengine.store.unit_of_work import UnitOfWork
from tests import money, town
from tests.people import Dice

TABLET: Final = Device(1, 1, "fournil", "Le Fournil")
TURN: Final = timedelta(hours=2)
TURNS_MAX: Final = 20


def found(engine: Engine) -> None:
    """Set up a town in which a child can do everything; its person is rich."""
    made = town.found(engine)
    fund_budget(made.open_uow, Funding("ville", 5_000_000, "1"), actor=SYSTEM, now=money.NOON)
    bakery = Shop("fournil", "Le Fournil", 43.64, 5.1)
    shop_id = save_shop(made.open_uow, bakery, actor=SYSTEM, now=money.NOON)
    till = money.tablet(made.open_uow, shop_id, bakery)
    assert (shop_id, till.id) == (TABLET.shop_id, TABLET.id)
    with made.open_uow() as uow:
        # Its person buys every two hours.
        uow.programme.set(replace(uow.programme.get(), vouchers_a_day=50), money.NOON)
        payee = Payee("Le Fournil SARL", rhythm=Rhythm.WEEK)
        uow.settlements.save_payee(shop_id, payee, now=money.NOON, by=None)
        uow.commit()
    wealth = Adjustment(made.person.id, 1_000_000, "for the test")
    attempt = wealth.attempt(SYSTEM, "wealth")
    adjust_points(made.open_uow, wealth, attempt=attempt, now=money.NOON)
    place = money.Town(made.open_uow, shop_id, till)
    place.offer(per_person=50, per_person_period=Period.DAY)


def work_until_killed(url: str, number: int, told: Connection, *, careless: bool) -> None:
    """Work, and send ``(what, which)`` for each commit; ``begun`` says that it is at full speed."""
    child = Child(connect(url, synchronous="NORMAL"), number, told)
    # What is read once, such as the rulebook, is read before it counts.
    act = child.award_carelessly if careless else child.do_everything
    for turn in count():
        child.place.now += TURN
        act(turn)
        if turn == 0:
            told.send(("begun", number))


@dataclass
class Child:
    """One process: the ``number`` keeps its trips, keys and hours apart from the others'."""

    engine: Engine
    number: int
    told: Connection
    keys: count[int] = field(init=False)

    def __post_init__(self) -> None:
        self.open_uow = partial(UnitOfWork, self.engine)
        reading = partial(UnitOfWork, self.engine, read_only=True)
        with reading() as uow:
            self.person = uow.people.get(1)
        dice = Dice(f"child {self.number}")
        shelf = Shelf(reading, secret=town.SECRET, trace_days=14)
        self.keys = count(self.number * 100_000)
        self.trips = town.Town(self.engine, shelf, self.person, dice, self.keys)
        self.place = money.Town(self.open_uow, TABLET.shop_id, TABLET, dice, keys=self.keys)
        self.place.now += self.number * TURNS_MAX * TURN

    def do_everything(self, turn: int) -> None:
        self.upload()
        self.shop(turn)
        self.settle()

    def upload(self) -> None:
        start = self.place.now - timedelta(hours=1)
        data = town.gpx(town.ride(start=start, seed=self.number + 1))
        sent = self.trips.send(data, now=self.place.now)
        self.told.send(("trip", sent.public_id))
        release_points(self.open_uow, now=self.place.now)

    def shop(self, turn: int) -> None:
        code = self.place.buy(self.person, 1)
        self.told.send(("voucher", code))
        taken = self.place.redeem(code).redemption_id
        self.told.send(("taken", taken))
        if turn % 2:
            self.place.undo(taken)
            self.told.send(("undone", taken))

    def settle(self) -> None:
        now: datetime = self.place.now
        for drafted in draft_statements(self.open_uow, now=now):
            attempt = Attempt(SYSTEM, self.place.key(), "close_statement", str(drafted))
            close_statement(self.open_uow, drafted, attempt=attempt, now=now)
            self.told.send(("closed", drafted))
            attempt = Attempt(SYSTEM, self.place.key(), "pay_statement", str(drafted))
            try:
                pay_statement(self.open_uow, drafted, "SEPA", attempt=attempt, now=now)
            except NotPossible:
                continue
            self.told.send(("paid", drafted))

    def award_carelessly(self, turn: int) -> None:
        """Do as the engine must not: one award in three commits."""
        number = self.number * 1_000 + turn
        with self.open_uow() as uow:
            trip_id = self.place.keep_trip(uow, self.person, number, 10)
            season = uow.ledger.season_of_trip(trip_id)
            uow.commit()
        assert season is not None
        sheet, by = Sheet(trip_id, 1, self.person.id, 10), By(SYSTEM, self.place.now)
        with self.open_uow() as uow:
            posted = uow.ledger.post(events.trip_award(sheet, season, by), self.place.now)
            uow.commit()
        due = self.place.now + timedelta(days=2)
        with self.open_uow() as uow:
            uow.awards.add(Award(sheet, AwardState.PENDING, due, None, False, posted.id))  # noqa: FBT003
            uow.commit()
