"""A small town with money in it, for tests of what is paid and bought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from muvengine.core.ledger.account import available
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Device, Person
from muvengine.core.rules.score import Settlement
from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.offer import Offer
from muvengine.core.vouchers.shop import Shop
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.fund_season import SeasonGrant, fund_season
from muvengine.services.posting import award, reverse_award
from muvengine.services.redeem_voucher import Taken, Tap, redeem_voucher
from muvengine.services.save_offer import save_offer
from muvengine.services.save_shop import save_shop
from muvengine.services.undo_redemption import undo_redemption
from muvengine.services.void_voucher import void_voucher
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import Dice, participant

OpenUow = Callable[[], UnitOfWork]

PARIS: Final = ZoneInfo("Europe/Paris")
NOON: Final = datetime(2026, 4, 7, 12, 0, tzinfo=PARIS)
SEASON: Final = SeasonGrant("2026", date(2026, 1, 1), date(2026, 12, 31), 100_000)
COFFEE: Final = Offer(
    shop_id=0, title={"fr": "Un café", "en": "A coffee"}, price_points=120, face_cents=150
)


@dataclass
class Town:
    """One shop with a tablet, one season and one budget."""

    open_uow: OpenUow
    shop_id: int
    device: Device
    dice: Dice = field(default_factory=lambda: Dice("money"))
    trips: count[int] = field(default_factory=lambda: count(1))
    keys: count[int] = field(default_factory=count)
    now: datetime = NOON

    def key(self) -> str:
        return f"key-{next(self.keys)}"

    def offer(self, like: Offer = COFFEE, **changed: object) -> int:
        values = {name: getattr(like, name) for name in like.__slots__}
        offer = Offer(**{**values, "shop_id": self.shop_id, **changed})
        return save_offer(self.open_uow, offer, actor=SYSTEM, now=self.now)

    def earn(self, person: Person, points: int, settlement: Settlement | None = None) -> int:
        """Keep a trip with one sheet and post its award; give the trip's number."""
        number = next(self.trips)
        with self.open_uow() as uow:
            trip_id = self.keep_trip(uow, person, number, points)
            self.award(uow, trip_id, person, points, settlement or Settlement())
            uow.commit()
        return trip_id

    def keep_trip(self, uow: UnitOfWork, person: Person, number: int, points: int) -> int:
        return kept_trip(uow, person.id, number, points, self.now)

    def award(
        self, uow: UnitOfWork, trip_id: int, person: Person, points: int, settlement: Settlement
    ) -> None:
        award(
            uow,
            trip_id=trip_id,
            score_no=1,
            person_id=person.id,
            points=points,
            settlement=settlement,
            occurred_at=self.now,
            now=self.now,
            actor=Actor("participant", person.id),
        )

    def take_back(self, person: Person, trip_id: int) -> None:
        """Take a trip's points back and post a second sheet of nothing."""
        with self.open_uow() as uow:
            self.take_back_within(uow, person, trip_id, "it was a car")
            uow.commit()

    def take_back_within(self, uow: UnitOfWork, person: Person, trip_id: int, reason: str) -> None:
        trip, now = metadata.tables["trip"], self.now
        reverse_award(uow, trip_id=trip_id, score_no=1, reason=reason, now=now, actor=SYSTEM)
        sheet = _sheet(uow, trip_id, 2, 0, now)
        uow.connection.execute(insert(metadata.tables["trip_score"]).values(sheet))
        changed = trip.update().where(trip.c.id == trip_id)
        uow.connection.execute(changed.values(score_no=2, points=0))
        award(
            uow,
            trip_id=trip_id,
            score_no=2,
            person_id=person.id,
            points=0,
            settlement=Settlement(),
            occurred_at=now,
            now=now,
            actor=SYSTEM,
        )

    def give(self, person: Person, points: int) -> None:
        adjustment = Adjustment(person.id, points, "opening balance")
        attempt = adjustment.attempt(SYSTEM, self.key())
        adjust_points(self.open_uow, adjustment, attempt=attempt, now=self.now)

    def buy(self, person: Person, offer_id: int, key: str | None = None) -> str:
        """Buy by the person's own hand; give the voucher's code."""
        return buy_voucher(
            self.open_uow,
            Purchase(offer_id, person.id),
            attempt=Attempt(self.hand(person), key or self.key(), "vouchers", f"{offer_id}"),
            now=self.now,
            new_token=self.dice,
        ).code

    def redeem(self, said: str, amount_cents: int | None = None, key: str | None = None) -> Taken:
        key = key or self.key()
        return redeem_voucher(
            self.open_uow,
            Tap(said, key, self.now, amount_cents),
            device=self.device,
            attempt=Attempt(self.device.actor, key, "redemptions", f"{said} {amount_cents}"),
            now=self.now,
        )

    def undo(self, redemption_id: int, key: str | None = None) -> None:
        attempt = Attempt(self.device.actor, key or self.key(), "undo", f"{redemption_id}")
        undo_redemption(
            self.open_uow, redemption_id, device=self.device, attempt=attempt, now=self.now
        )

    def void(
        self, person: Person, code: str, *, reason: str = "changed my mind", key: str | None = None
    ) -> None:
        void_voucher(
            self.open_uow,
            code,
            person_id=person.id,
            reason=reason,
            attempt=Attempt(self.hand(person), key or self.key(), "void", code),
            now=self.now,
        )

    def points(self, person: Person) -> int:
        with self.open_uow() as uow:
            return uow.ledger.balance(available(person.id))

    def hand(self, person: Person) -> Actor:
        return Actor("participant", person.id)

    def person(self, name: str = "Fatou") -> Person:
        return participant(self.open_uow, name)


def town(open_uow: OpenUow, *, points: int = 100_000, cents: int = 1_000_000) -> Town:
    """Set the town up: ``points`` for the season, ``cents`` for vouchers."""
    grant = SeasonGrant(SEASON.key, SEASON.first_day, SEASON.last_day, points)
    with open_uow() as uow:
        uow.programme.set(Programme("Salon", None, PARIS, vouchers_a_day=50), NOON)
        uow.commit()
    fund_season(open_uow, grant, actor=SYSTEM, now=NOON)
    fund_budget(open_uow, Funding("ville", cents, "2026-1"), actor=SYSTEM, now=NOON)
    bakery = Shop("fournil", "Le Fournil", 43.64, 5.1)
    shop_id = save_shop(open_uow, bakery, actor=SYSTEM, now=NOON)
    return Town(open_uow, shop_id, tablet(open_uow, shop_id, bakery))


def tablet(open_uow: OpenUow, shop_id: int, shop: Shop, name: str = "counter") -> Device:
    """Pair a tablet without its code."""
    with open_uow() as uow:
        token_hash = f"{shop.key}-{name}"
        device_id = uow.shops.add_device(shop_id, token_hash, name, now=NOON)
        uow.commit()
    return Device(device_id, shop_id, shop.key, shop.name, name)


def kept_trip(
    uow: UnitOfWork,
    person_id: int,
    number: int,
    points: int,
    now: datetime,
    start_at: datetime | None = None,
) -> int:
    """Keep a trip with its sheet, as a scored upload leaves them."""
    day = start_at.date() if start_at else NOON.date()
    start_at = start_at or NOON - timedelta(hours=2 * number)
    row: dict[str, object] = {
        "public_id": f"trip-{number}",
        "person_id": person_id,
        "channel": "seed",
        "mode": "walk",
        "start_at": start_at,
        "end_at": start_at + timedelta(minutes=30),
        "local_day": day,
        "distance_m": 2000,
        "duration_s": 1800,
        "outcome": "confirmed",
        "reasons": [],
        "evidence": {},
        "evidence_class": "trace",
        "dropped": [],
        "routes": [],
        "fixes_sha256": f"{number:064x}",
        "shape_sha256": f"{number:064x}",
        "score_no": 1,
        "points": points,
        "created_at": now,
    }
    return _keep(uow, row, points, now)


def _keep(uow: UnitOfWork, row: dict[str, object], points: int, now: datetime) -> int:
    trip = metadata.tables["trip"]
    trip_id = int(
        uow.connection.execute(insert(trip).values(row).returning(trip.c.id)).scalar_one()
    )
    sheet = _sheet(uow, trip_id, 1, points, now)
    uow.connection.execute(insert(metadata.tables["trip_score"]).values(sheet))
    return trip_id


def _sheet(
    uow: UnitOfWork, trip_id: int, number: int, points: int, now: datetime
) -> dict[str, object]:
    lines = [{"rule": "walk", "kind": "earn", "points": points, "status": "applied", "why": {}}]
    return {
        "trip_id": trip_id,
        "score_no": number,
        "rulebook_version_id": _version(uow, now),
        "facts_version": 1,
        "facts": {"legs": [["walk", 2000]]},
        "counters": {},
        "counts": {},
        "lines": lines,
        "points": points,
        "experience": points,
        "status": "scored",
        "settlement": {},
        "created_at": now,
    }


def _version(uow: UnitOfWork, now: datetime) -> int:
    version = metadata.tables["rulebook_version"]
    found = uow.connection.execute(version.select().with_only_columns(version.c.id)).scalar()
    if found is not None:
        return int(found)
    row = {
        "name": "muv",
        "version": 1,
        "sha256": "0" * 64,
        "source": "",
        "effective_from": SEASON.first_day,
        "state": "published",
        "note": "",
        "created_at": now,
    }
    return int(
        uow.connection.execute(insert(version).values(row).returning(version.c.id)).scalar_one()
    )
