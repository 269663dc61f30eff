"""A town's months of money through the real services, with a clock that jumps from day to day.

People earn, buy, use part by part, undo, give back and let expire; tills send late; shops are
paid by the month or the week, contest lines and are answered; one season closes and the next
goes on.  Trips come in as scored sheets, not as recordings: this is about the money.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random  # noqa: TID251  seeded: the same each run
from typing import Final

from muvengine.core.errors import MuvError, NotEnough
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Device, Person
from muvengine.core.rules.score import Settlement
from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.offer import Offer
from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.statement import Payee, Rhythm
from muvengine.services.expire_points import expire_points
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.fund_season import SeasonGrant, fund_season
from muvengine.services.redeem_voucher import Tap, redeem_voucher
from muvengine.services.release_points import release_points
from muvengine.services.save_offer import save_offer
from muvengine.services.save_payee import save_payee
from muvengine.services.save_shop import save_shop
from muvengine.services.seal_journals import seal_journals
from tests.long.office import Office
from tests.money import PARIS, OpenUow, Town, kept_trip, tablet

FIRST_DAY: Final = date(2026, 1, 1)
# Short lives, so that a few months see points and vouchers end.
TERMS: Final = Settlement(pending_hours=48, expire_after_days=60, expire_round="end_of_month")
VOUCHER_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Size:
    """How large a town, for how many days, and where its first season ends.

    Everybody does something of each kind about once in ``pause_days``.
    """

    people: int
    shops: int
    days: int
    season_days: int
    pause_days: int


LARGE: Final = Size(people=2_000, shops=40, days=365, season_days=181, pause_days=30)
SMALL: Final = Size(people=20, shops=4, days=90, season_days=45, pause_days=9)


@dataclass
class Till:
    """A shop's tablet, what it sells, and the vouchers that customers hold for it."""

    device: Device
    coffee: int
    bag: int
    live: list[tuple[Person, str, bool]] = field(default_factory=list)


@dataclass
class Year:
    """The whole town."""

    size: Size
    town: Town
    people: list[Person]
    tills: list[Till]
    office: Office
    dice: Random = field(default_factory=lambda: Random(4))  # noqa: S311  the same each run
    done: Counter[str] = field(default_factory=Counter)
    out: set[tuple[int, date]] = field(default_factory=set)
    trips: list[tuple[Person, int]] = field(default_factory=list)

    def run(self) -> None:
        """Live through all the days, then two more nights for the last statements."""
        days = [FIRST_DAY + timedelta(days=number) for number in range(self.size.days)]
        for day in days:
            self._night(day)
            self._day(day)
        for number in (1, 2):
            self._night(days[-1] + timedelta(days=number))

    def _night(self, day: date) -> None:
        self.town.now = now = datetime(day.year, day.month, day.day, 3, 30, tzinfo=PARIS)
        uow = self.town.open_uow
        self.done["released"] += release_points(uow, now=now)
        self.done["points expired"] += expire_points(uow, now=now)
        self.done["vouchers expired"] += expire_vouchers(uow, uow, now=now)
        seal_journals(uow, now=now)
        self.office.work(now, self.done)

    def _day(self, day: date) -> None:
        share = self.size.people / self.size.pause_days
        acts = (
            (self._earn, share),
            (self._buy, 0.7 * share),
            (self._redeem, 0.8 * share),
            (self._void, 0.03 * share),
            (self._take_back, 0.04 * share),
        )
        for act, times in acts:
            for _ in range(int(times) + (self.dice.random() < times % 1)):
                minute = self.dice.randrange(8 * 60, 19 * 60)
                self.town.now = datetime(
                    day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=PARIS
                )
                try:
                    act()
                except MuvError as refusal:
                    self.done[f"refused ({refusal.code})"] += 1

    def _earn(self) -> None:
        # Some tell their trip days later: at a season's turn it belongs to the one before.
        start = self.town.now - timedelta(days=self.dice.choice((0, 0, 0, 1, 6)), minutes=40)
        person = self.dice.choice(self.people)
        if (person.id, start.date()) in self.out or start.date() < FIRST_DAY:
            return
        self.out.add((person.id, start.date()))
        points, number = self.dice.randrange(80, 360), next(self.town.trips)
        with self.town.open_uow() as uow:
            trip = kept_trip(uow, person.id, number, points, self.town.now, start)
            self.town.award(uow, trip, person, points, TERMS)
            uow.commit()
        self.trips.append((person, trip))
        self.done["trips"] += 1

    def _take_back(self) -> None:
        if self.trips:
            person, trip = self.trips.pop(self.dice.randrange(len(self.trips)))
            self.town.take_back(person, trip)
            self.done["trips taken back"] += 1

    def _buy(self) -> None:
        till, person = self.dice.choice(self.tills), self.dice.choice(self.people)
        divisible = self.dice.random() < 0.3
        try:
            code = self.town.buy(person, till.bag if divisible else till.coffee)
        except NotEnough:
            self.done["not enough points"] += 1
            return
        till.live.append((person, code, divisible))
        self.done["vouchers bought"] += 1

    def _void(self) -> None:
        till = self.dice.choice(self.tills)
        if till.live:
            person, code, _ = till.live.pop(self.dice.randrange(len(till.live)))
            self.town.void(person, code)
            self.done["vouchers voided"] += 1

    def _redeem(self) -> None:
        till = self.dice.choice(self.tills)
        if not till.live:
            return
        person, code, divisible = till.live.pop(self.dice.randrange(len(till.live)))
        if self.dice.random() < 0.1:
            return  # Forgotten in a drawer: it will expire.
        cents = self.dice.choice((120, 199)) if divisible and self.dice.random() < 0.7 else None
        taken = self._tap(till, code, cents, late=self.dice.random() < 0.05)
        self.done["redemptions"] += 1
        if cents is not None:
            till.live.append((person, code, True))
        elif self.dice.random() < 0.08:
            self.town.device = till.device
            self.town.undo(taken)
            till.live.append((person, code, divisible))
            self.done["redemptions undone"] += 1

    def _tap(self, till: Till, code: str, cents: int | None, *, late: bool) -> int:
        """Take a voucher; a late one was scanned days before the programme hears of it."""
        key, now = self.town.key(), self.town.now
        scanned = now - timedelta(days=self.dice.randrange(1, 4)) if late else now
        attempt = Attempt(till.device.actor, key, "redemptions", f"{code} {cents}")
        self.done["late scans"] += late
        return redeem_voucher(
            self.town.open_uow,
            Tap(code, key, scanned, cents),
            device=till.device,
            attempt=attempt,
            now=now,
        ).redemption_id


def found_year(open_uow: OpenUow, size: Size) -> Year:
    """Found the town in an empty database."""
    now = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 1, tzinfo=PARIS)
    with open_uow() as uow:
        uow.programme.set(Programme("Salon", None, PARIS, ("fr", "en")), now)
        uow.commit()
    turn = FIRST_DAY + timedelta(days=size.season_days)
    last = FIRST_DAY + timedelta(days=size.days + 30)
    points = size.people * size.days * 40
    seasons = (
        SeasonGrant("first", FIRST_DAY, turn - timedelta(days=1), points),
        SeasonGrant("second", turn, last, points),
    )
    for grant in seasons:
        fund_season(open_uow, grant, actor=SYSTEM, now=now)
    cents = size.people * size.days * 60
    fund_budget(open_uow, Funding("ville", cents, "2026"), actor=SYSTEM, now=now)
    tills = [_till(open_uow, number, now) for number in range(size.shops)]
    town = Town(open_uow, tills[0].device.shop_id, tills[0].device, now=now)
    people = [town.person(f"Person {number}") for number in range(size.people)]
    devices = {till.device.shop_id: till.device for till in tills}
    return Year(size, town, people, tills, Office(open_uow, devices, "first"))


def _till(open_uow: OpenUow, number: int, now: datetime) -> Till:
    shop = Shop(f"shop-{number}", f"Shop {number}", 43.64, 5.1)
    shop_id = save_shop(open_uow, shop, actor=SYSTEM, now=now)
    rhythm = Rhythm.WEEK if number % 2 else Rhythm.MONTH
    payee = Payee(f"Shop {number} SARL", f"{number} rue du Four", rhythm=rhythm)
    save_payee(open_uow, shop.key, payee, actor=SYSTEM, now=now)
    coffee = Offer(
        shop_id,
        {"fr": "Un café crème", "en": "A coffee"},
        120,
        150,
        per_person=50,
        valid_days=VOUCHER_DAYS,
    )
    bag = Offer(
        shop_id,
        {"fr": "Un bon de 5 euros", "en": "5 euros off"},
        300,
        500,
        divisible=True,
        per_person=50,
        valid_days=VOUCHER_DAYS,
    )
    return Till(
        tablet(open_uow, shop_id, shop),
        save_offer(open_uow, coffee, actor=SYSTEM, now=now),
        save_offer(open_uow, bag, actor=SYSTEM, now=now),
    )
