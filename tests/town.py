"""A small town with rules, a route and points to give, and trips through it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Engine

from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.rules.sheet import Sheet
from muvengine.core.traces.area import Area
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.programme import Programme
from muvengine.core.trips.trip import Trip
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.ride import RideLeg, record
from muvengine.services.publish_route import publish_route
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.save_route import save_route
from muvengine.services.set_programme import set_programme
from muvengine.services.shelf import Shelf
from muvengine.services.submit_trip import Submission, SubmittedTrip, submit_trip
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import Dice, participant

NOON: Final = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
"""A Tuesday."""

ZONE: Final = ZoneInfo("Europe/Paris")
SECRET: Final = "a secret of thirty-two characters at least"
RULES: Final = Path(__file__).parent.parent / "rules" / "muv.yaml"
# A straight street of 1.6 km to the east, and one of 4.9 km.
STREET: Final = (np.array([43.640, 43.640]), np.array([5.090, 5.110]))
AVENUE: Final = (np.array([43.635, 43.635]), np.array([5.070, 5.130]))


@dataclass
class Town:
    """What the tests of trips need of a town."""

    engine: Engine
    shelf: Shelf
    person: Person
    dice: Dice = field(default_factory=Dice)
    keys: count[int] = field(default_factory=count)

    def open_uow(self) -> UnitOfWork:
        return UnitOfWork(self.engine)

    def open_reading(self) -> UnitOfWork:
        return UnitOfWork(self.engine, read_only=True)

    @property
    def me(self) -> Actor:
        return Actor("participant", self.person.id)

    def key(self) -> str:
        return f"attempt-{next(self.keys)}"

    def send(
        self,
        data: bytes,
        claim: Claim | str = "walk",
        *,
        actor: Actor | None = None,
        now: datetime = NOON,
        key: str | None = None,
    ) -> SubmittedTrip:
        claim = Claim(claim) if isinstance(claim, str) else claim
        submission = Submission(self.person.id, actor or self.me, data, claim)
        return submit_trip(
            self.open_uow,
            self.shelf,
            submission,
            attempt=submission.attempt(key or self.key()),
            now=now,
            new_token=self.dice,
        )

    def trip(self, public_id: str) -> Trip:
        with self.open_reading() as uow:
            return uow.trips.get(public_id)

    def sheet(self, public_id: str) -> Sheet:
        with self.open_reading() as uow:
            trip = uow.trips.get(public_id)
            return uow.scores.get(trip.id, trip.score_no)

    def pending(self) -> int:
        """Points that wait with the person."""
        from muvengine.core.ledger.account import pending  # noqa: PLC0415  one use

        with self.open_reading() as uow:
            return uow.ledger.balance(pending(self.person.id))

    def spendable(self) -> int:
        """Points that the person can spend at once."""
        from muvengine.core.ledger.account import available  # noqa: PLC0415  one use

        with self.open_reading() as uow:
            return uow.ledger.balance(available(self.person.id))

    def counters(self) -> dict[str, int]:
        """All the person's counters that are not zero."""
        with self.open_reading() as uow:
            rows = uow.connection.exec_driver_sql(
                f"SELECT key, value FROM score_counter WHERE person_id = {self.person.id}"  # noqa: S608  a number
            )
            return {row.key: row.value for row in rows if row.value}


def found(engine: Engine, *, points: int = 100_000, trace_days: int = 14) -> Town:
    """Set a town up, as ``muvengine init`` does."""
    open_uow = partial(UnitOfWork, engine)
    area = Area(43.60, 5.00, 43.70, 5.20)
    programme = Programme("Salon", area, ZONE)
    set_programme(open_uow, programme, actor=SYSTEM, now=NOON)
    publish_rulebook(open_uow, Publication(RULES.read_bytes()), actor=SYSTEM, now=NOON)
    street = SetRoute(Route("street", *STREET), {"fr": "La rue", "en": "The street"})
    save_route(open_uow, street, actor=SYSTEM, now=NOON)
    publish_route(open_uow, "street", actor=SYSTEM, now=NOON)
    with open_uow() as uow:
        season = uow.ledger.open_season("2026", date(2026, 1, 1), date(2026, 12, 31))
        if points:
            uow.ledger.post(events.season_fund(season, points, "1", By(SYSTEM, NOON)), NOON)
        uow.commit()
    reading = partial(UnitOfWork, engine, read_only=True)
    shelf = Shelf(reading, secret=SECRET, trace_days=trace_days)
    return Town(engine, shelf, participant(open_uow))


def ride(
    by: str = "walk",
    *,
    start: datetime | None = None,
    way: tuple[np.ndarray, np.ndarray] = STREET,
    seed: int = 1,
) -> Fixes:
    """Ride along a way, on the morning of ``NOON``'s day when not said."""
    return record((RideLeg(by, *way),), start or NOON - timedelta(hours=5), seed)


def gpx(fixes: Fixes, creator: str = "MUV recorder") -> bytes:
    """Write a ride as a recorder would."""
    return write_gpx(fixes, "ride", creator).encode()
