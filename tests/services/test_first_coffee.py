"""A person enrolled in the morning, with a stamp card and no phone, pays a coffee the same day."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from muvengine.core.ledger.account import available
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.enrolment import Enrolment
from muvengine.core.people.identity import Person
from muvengine.core.trips.stamp_card import Stamp, StampCard
from muvengine.core.vouchers.offer import Offer
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import read_town
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.enrol_person import enrol_person
from muvengine.services.keep_stamp_card import attempt_of, keep_stamp_card
from muvengine.services.seed_town import seed_town
from muvengine.services.shelf import Shelf
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import Dice
from tests.town import SECRET

MORNING: Final = datetime(2026, 4, 7, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
NOON: Final = MORNING.replace(hour=12)
# The market, a coffee in the centre, bread for lunch, and back: four stamps on one card.
ROUND: Final = (
    ("primeur-canourgues", 30),
    ("cafe-fontaine", 55),
    ("boulangerie-gare", 75),
    ("cafe-fontaine", 95),
)


class SeedTown:
    """The seed town as it ships, and Rosa, who has just been enrolled at its desk."""

    def __init__(self, engine: Engine) -> None:
        self.open_uow = partial(UnitOfWork, engine)
        self.reading = partial(UnitOfWork, engine, read_only=True)
        self.shelf = Shelf(self.reading, secret=SECRET, trace_days=14)
        self.dice = Dice("coffee")
        rules = shipped("rules/muv.yaml").read_bytes()
        founded = MORNING - timedelta(days=1)
        seed_town(
            self.open_uow,
            read_town(Path(shipped("seed_data"))),
            rules,
            now=founded,
            new_token=self.dice,
        )
        with self.reading() as uow:
            nadia = next(one for one in uow.people.staff() if one.role is Role.MEDIATOR)
        enrolment = Enrolment("Rosa", "fr", consent=True)
        hand = Actor(Role.MEDIATOR, nadia.id)
        self.rosa: Person = enrol_person(
            self.open_uow, enrolment=enrolment, actor=hand, now=MORNING, new_token=self.dice
        )
        self.nadia = Actor(Role.MEDIATOR, nadia.id, on_behalf_of=self.rosa.id)

    def stamps(self, card: StampCard, now: datetime) -> int:
        """Type two stamps in, and give what they bring."""
        attempt = attempt_of(card, self.nadia, self.dice())
        return keep_stamp_card(
            self.open_uow, self.shelf, card, attempt=attempt, now=now, new_token=self.dice
        )[1]

    def spendable(self) -> int:
        with self.reading() as uow:
            return uow.ledger.balance(available(self.rosa.id))

    def coffee(self) -> Offer:
        with self.reading() as uow:
            offers = [one.offer for one in uow.offers.listed(on=NOON.date())]
        return next(one for one in offers if one.title["fr"] == "Un café")


@pytest.fixture
def town(engine: Engine) -> SeedTown:
    return SeedTown(engine)


def test_a_card_with_four_stamps_pays_the_first_coffee_on_day_one(town: SeedTown) -> None:
    earned = []
    for (start, begin), (end, ready) in pairwise(ROUND):
        at = [MORNING + timedelta(minutes=minutes) for minutes in (begin, ready - 2)]
        card = StampCard("walk", Stamp(start, at[0]), Stamp(end, at[1]))
        earned.append(town.stamps(card, NOON))
    coffee = town.coffee()
    # The maximum of a day and both welcomes are what the coffee costs.
    assert earned == [70, 20, 30]
    assert town.spendable() == coffee.price_points == 120
    purchase = Purchase(coffee.id, town.rosa.id, "mediator")
    attempt = Attempt.of(town.nadia, town.dice(), "buy_voucher", purchase)
    bought = buy_voucher(town.open_uow, purchase, attempt=attempt, now=NOON, new_token=town.dice)
    assert (bought.replayed, town.spendable()) == (False, 0)
    assert check_ledger(town.reading) == ()
