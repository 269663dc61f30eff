"""Whatever is bought, given, taken back or closed, no promise is made without money."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.errors import MuvError
from muvengine.core.ledger.account import SPENT, available
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.pot import Pot
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.ceiling import CeilingPeriod
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.solvency import solvency
from muvengine.services.close_pot import close_pots
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.give_to_pot import Giving, give_to_pot, undo_gift
from muvengine.services.make_pot import make_pot
from muvengine.services.set_ceiling import set_ceiling
from tests.money import NOON, Town, town
from tests.people import OpenUow

CEILING = 2000
ACTS = ("fund", "buy", "redeem", "void", "later", "expire", "pot", "give", "undo", "close")
acts = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 400)), min_size=4, max_size=18)


@dataclass
class Hands:
    """Acts on one town, by whatever number is drawn; a refusal is an answer."""

    place: Town
    people: list[Person]
    offers: list[int]
    codes: list[tuple[Person, str]] = field(default_factory=list)
    gifts: list[tuple[Person, int]] = field(default_factory=list)
    pots: int = 0

    def act(self, name: str, number: int) -> None:
        person = self.people[number % 2]
        with suppress(MuvError):
            getattr(self, name)(person, number)

    def fund(self, _person: Person, number: int) -> None:
        funding = Funding("ville", number + 1, self.place.key())
        fund_budget(self.place.open_uow, funding, actor=SYSTEM, now=self.place.now)

    def buy(self, person: Person, number: int) -> None:
        code = self.place.buy(person, self.offers[number % len(self.offers)])
        self.codes.append((person, code))

    def redeem(self, _person: Person, number: int) -> None:
        if self.codes:
            self.place.redeem(self.codes[number % len(self.codes)][1])

    def void(self, _person: Person, number: int) -> None:
        if self.codes:
            self.place.void(*self.codes[number % len(self.codes)])

    def later(self, _person: Person, number: int) -> None:
        self.place.now += timedelta(hours=number)

    def expire(self, _person: Person, _number: int) -> None:
        expire_vouchers(self.place.open_uow, self.place.open_uow, now=self.place.now)

    def pot(self, _person: Person, number: int) -> None:
        last = self.place.now.date() + timedelta(days=number % 20)
        cents, name = number % 200, f"p-{self.place.key()}"
        pot = Pot(name, {}, number + 1, last, match_ratio=number % 3,
                  match_points_max=number, reached_cents=cents)  # fmt: skip
        attempt = Attempt.of(SYSTEM, self.place.key(), "make_pot", pot)
        make_pot(self.place.open_uow, pot, attempt=attempt, now=self.place.now)
        self.pots += 1

    def give(self, person: Person, number: int) -> None:
        with self.place.open_uow() as uow:
            pots = uow.pots.listed()
        giving = Giving(pots[0].id if pots else 1, person.id, number + 1)
        attempt = Attempt.of(self.place.hand(person), self.place.key(), "give", giving)
        made = give_to_pot(self.place.open_uow, giving, attempt=attempt, now=self.place.now)
        self.gifts.append((person, made.value["gift"]))

    def undo(self, _person: Person, number: int) -> None:
        if self.gifts:
            person, gift = self.gifts[number % len(self.gifts)]
            attempt = Attempt.of(self.place.hand(person), self.place.key(), "undo", gift)
            undo_gift(
                self.place.open_uow, gift, person_id=person.id, attempt=attempt, now=self.place.now
            )

    def close(self, _person: Person, _number: int) -> None:
        close_pots(self.place.open_uow, now=self.place.now)


def covered(place: Town) -> None:
    seen = solvency(place.open_uow, place.now)
    out = seen.figures.vouchers_out_cents
    # Every cent a funder promised is in one place, and what vouchers promise is among them.
    assert seen.committed_cents + seen.paid_cents + seen.figures.budget_cents == (
        seen.figures.funded_cents
    )
    assert 0 <= out <= seen.figures.funded_cents - seen.paid_cents
    for use in seen.ceilings.values():
        assert use.sold_cents <= CEILING
    assert check_ledger(place.open_uow) == ()


def all_points(place: Town, people: list[Person]) -> int:
    """Points in wallets, pots, the season and spent: they only change their place."""
    with place.open_uow() as uow:
        season = uow.ledger.season_of_day(date(2026, 4, 7))
        assert season is not None
        wallets = sum(uow.ledger.balance(available(person.id)) for person in people)
        in_pots = sum(p.held_points for p in uow.pots.listed() if p.state.value != "reached")
        return wallets + in_pots + uow.ledger.balance(season) + uow.ledger.net(SPENT)


def test_no_sequence_of_acts_promises_what_the_town_does_not_have(open_uow: OpenUow) -> None:
    place = town(open_uow, points=600, cents=700)
    people = [place.person("Fatou"), place.person("Karim")]
    for person in people:
        place.give(person, 3000)
    offers = [
        place.offer(price_points=30, per_person=50, valid_days=3),
        place.offer(price_points=10, face_cents=333, per_person=50, stock=9),
        place.offer(price_points=5, face_cents=0, shop_share_cents=100, per_person=50),
    ]
    set_ceiling(open_uow, "fournil", CEILING, period=CeilingPeriod.SEASON, actor=SYSTEM, now=NOON)
    hands, before = Hands(place, people, offers), all_points(place, people)

    @settings(max_examples=8)
    @given(acts)
    def whatever(drawn: list[tuple[str, int]]) -> None:
        for name, number in drawn:
            hands.act(name, number)
        covered(place)
        assert all_points(place, people) == before

    whatever()
    assert hands.codes
    assert hands.gifts
    assert hands.pots
