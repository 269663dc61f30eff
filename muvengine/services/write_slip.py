"""A paper slip says who drove and who rode along: a mediator writes both names down.

Their trips are then compared at 150 m instead of 100 m.  That wide, a car fifteen seconds behind
passes nearly always; so the helper's hand is kept, and counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from muvengine.core.errors import BadInput, LimitReached, NotPossible, UnknownCode
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.people.token import token_hash
from muvengine.core.trips.carpool import SLIP_DAYS_BACK_MAX, SLIPS_A_DAY_MAX, Ride, shared_legs
from muvengine.services.attempt import once
from muvengine.services.attesting import require_other_hand
from muvengine.services.lead_outing import require_mediator
from muvengine.services.meant_person import meant_person
from muvengine.services.scoring import Hand
from muvengine.services.settle_carpool import settle_carpools
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "write_slip"
MIDDAY: Final = time(12)
HALF_DAY: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on the paper.

    Attributes:
        driver, passenger: a card as a reader types it, its number, or a name.
        day: of the ride, on the town's calendar.
    """

    driver: str
    passenger: str
    day: date

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this slip is written down, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def write_slip(
    open_uow: OpenUow,
    shelf: Shelf,
    slip: Slip,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> tuple[str, str]:
    """Pair the two for a day, settle the trips that are there, and give both names.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        slip: who and when.
        attempt: ``slip.attempt(actor, key)``; its actor writes.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        NotAllowed: this is for mediators.
        BadInput: a day to come, or more than seven days ago.
        UnknownCode: nobody has a card or name; ``who`` tells whose.
        NotPossible: ``state`` is many (people of a name), same (both are one person) or
            written (the pair has a slip for this day).
        OwnAccount: one of them is the mediator's own account.
        LimitReached: this helper has written ten slips today.
    """
    hand = Hand(attempt.actor, now)
    require_mediator(hand.actor)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        driver, passenger = _write(uow, slip, hand, new_token())
        _settle(uow, shelf, driver, _noon(uow, slip.day), hand)
        return {"names": [driver.name, passenger.name]}

    driver, passenger = once(open_uow, attempt, work).value["names"]
    return driver, passenger


def _write(uow: UnitOfWork, slip: Slip, hand: Hand, token: str) -> tuple[Person, Person]:
    actor, now = hand.actor, hand.now
    today = now.astimezone(uow.programme.get().zone).date()
    if not today - timedelta(days=SLIP_DAYS_BACK_MAX) <= slip.day <= today:
        raise BadInput(fields={"day": "far"})
    pair = _pair(uow, slip, actor)
    for one in pair:
        require_other_hand(uow, actor, one.id, now)
    noon = _noon(uow, slip.day)
    _check(uow, actor, pair, noon, _noon(uow, today) - HALF_DAY)
    ride = Ride(pair[0].id, pair[1].id, noon)
    uow.carpools.add_slip(ride, token_hash(token), now=now, by=actor.id)
    for one in pair:
        for_them = replace(actor, on_behalf_of=one.id)
        uow.audit.append(for_them, "carpool.slip", at=now, meta={"day": slip.day.isoformat()})
    return pair


def _noon(uow: UnitOfWork, day: date) -> datetime:
    return datetime.combine(day, MIDDAY, uow.programme.get().zone)


def _pair(uow: UnitOfWork, slip: Slip, actor: Actor) -> tuple[Person, Person]:
    driver = _one(uow, slip.driver, "driver", actor)
    passenger = _one(uow, slip.passenger, "passenger", actor)
    if driver.id == passenger.id:
        raise NotPossible(state="same")
    return driver, passenger


def _one(uow: UnitOfWork, said: str, who: str, actor: Actor) -> Person:
    try:
        return meant_person(uow, said, actor)
    except (UnknownCode, NotPossible) as refusal:
        raise type(refusal)(**refusal.facts, who=who) from refusal


def _check(
    uow: UnitOfWork, actor: Actor, pair: tuple[Person, Person], noon: datetime, midnight: datetime
) -> None:
    """Hold the limits; locks are taken in the same order by everybody."""
    assert actor.id is not None
    for person_id in sorted({actor.id, *(one.id for one in pair)}):
        uow.trips.lock_owner(person_id)
    if uow.carpools.slips_of_pair(pair[0].id, pair[1].id, noon):
        raise NotPossible(state="written")
    if uow.carpools.slips_by(actor.id, midnight) >= SLIPS_A_DAY_MAX:
        raise LimitReached


def _settle(uow: UnitOfWork, shelf: Shelf, driver: Person, noon: datetime, hand: Hand) -> None:
    """Compare what was sent before the slip was written down."""
    day = noon - HALF_DAY, noon + HALF_DAY
    for public_id in uow.carpools.trips_meeting(driver.id, *day):
        trip = uow.trips.locked(public_id)
        if shared_legs(trip.legs):
            settle_carpools(uow, shelf, trip, hand)
