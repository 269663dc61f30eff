"""A counter to sell and take vouchers at: a person with points, two shops with tablets, money."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Final
from zoneinfo import ZoneInfo

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Device, Person
from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.offer import Offer
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.who import device_by_token
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.buy_voucher import Bought, Purchase, buy_voucher
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.pair_device import make_pairing_code, pair_device
from muvengine.services.redeem_voucher import Taken, Tap, redeem_voucher
from muvengine.services.save_offer import save_offer
from muvengine.services.save_shop import save_shop
from muvengine.services.set_programme import set_programme
from tests.people import Dice, OpenUow, participant

ZONE: Final = ZoneInfo("Europe/Paris")
NOON: Final = datetime(2026, 4, 7, 12, 0, tzinfo=ZONE)
"""A Tuesday."""

COFFEE: Final = Offer(shop_id=0, title={"fr": "Un café", "en": "A coffee"}, price_points=120,
                      face_cents=150, stock=50, per_person=3)  # fmt: skip
_keys: Final = count()


@dataclass
class Counter:
    """What the tests of vouchers need of a town."""

    open_uow: OpenUow
    open_reading: OpenUow
    person: Person
    dice: Dice
    shops: dict[str, int] = field(default_factory=dict)
    tablets: dict[str, Device] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        return Actor("participant", self.person.id)

    def attempt(self, actor: Actor, endpoint: str, key: str | None = None) -> Attempt:
        return Attempt(actor, key or f"key-{next(_keys)}", endpoint, "")

    def offer(self, shop: str = "bakery", **changes: Any) -> int:  # noqa: ANN401  any field
        values = {name: getattr(COFFEE, name) for name in COFFEE.__slots__} | changes
        offer = Offer(**(values | {"shop_id": self.shops[shop]}))
        return save_offer(self.open_uow, offer, actor=SYSTEM, now=NOON)

    def buy(
        self, offer_id: int, *, key: str | None = None, now: datetime = NOON, person: int = 0
    ) -> Bought:
        purchase = Purchase(offer_id, person or self.person.id)
        attempt = self.attempt(Actor("participant", purchase.person_id), "buy_voucher", key)
        return buy_voucher(self.open_uow, purchase, attempt=attempt, now=now, new_token=self.dice)

    def take(
        self,
        code: str,
        *,
        at: str = "bakery",
        client: str | None = None,
        now: datetime = NOON,
        amount_cents: int | None = None,
    ) -> Taken:
        name = client or f"tap-{next(_keys)}"
        device = self.tablets[at]
        return redeem_voucher(
            self.open_uow,
            Tap(code, name, now, amount_cents),
            device=device,
            attempt=self.attempt(device.actor, "redeem_voucher", name),
            now=now,
        )

    def state(self, code: str) -> str:
        with self.open_reading() as uow:
            return str(uow.vouchers.get(code=code).state)

    def give(self, points: int, person: int = 0) -> None:
        gift = Adjustment(person or self.person.id, points, "a gift for the test", approved_by=999)
        attempt = gift.attempt(SYSTEM, f"gift-{next(_keys)}")
        adjust_points(self.open_uow, gift, attempt=attempt, now=NOON)

    def tokens(self) -> dict[str, int]:
        """How often each thing was scanned, by what came of it."""
        with self.open_reading() as uow:
            rows = uow.connection.exec_driver_sql(
                "SELECT reason, count(*) AS times FROM redemption_attempt GROUP BY reason"
            )
            return {row.reason: row.times for row in rows}


def open_counter(
    open_uow: OpenUow, open_reading: OpenUow, *, points: int = 1_000, a_day: int = 50
) -> Counter:
    """Open two shops, pair a tablet in each, fund the programme and fill one wallet."""
    set_programme(
        open_uow, Programme("Salon", None, ZONE, vouchers_a_day=a_day), actor=SYSTEM, now=NOON
    )
    counter = Counter(open_uow, open_reading, participant(open_uow), Dice("counter"))
    fund_budget(open_uow, Funding("town", 100_000, "2026"), actor=SYSTEM, now=NOON)
    for key, name in (("bakery", "Chez Ana"), ("books", "Au fil des pages")):
        shop = Shop(key, name, 43.64, 5.10)
        counter.shops[key] = save_shop(open_uow, shop, actor=SYSTEM, now=NOON)
        code = make_pairing_code(open_uow, key, actor=SYSTEM, now=NOON, new_token=counter.dice)
        paired = pair_device(
            open_uow, code, address="10.0.0.1", name="till", now=NOON, new_token=counter.dice
        )
        device = device_by_token(open_reading, paired.token, NOON)
        assert device is not None
        counter.tablets[key] = device
    if points:
        counter.give(points)
    return counter


def days(number: int) -> timedelta:
    return timedelta(days=number)


TODAY: Final[date] = NOON.date()
