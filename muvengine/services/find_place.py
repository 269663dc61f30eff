"""Somebody has found a place of a treasure hunt: it is kept and paid once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from muvengine.core.errors import (
    LimitReached,
    NotAllowed,
    NotFound,
    NotPossible,
    OwnShop,
    UnknownCode,
)
from muvengine.core.game.hunt import Hunt, Place, Way, check_find, due
from muvengine.core.game.hunt_find import Find, HuntReward
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import By, Ref
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.card import as_token
from muvengine.core.people.identity import Device
from muvengine.core.people.limits import PAIRING_OF_ADDRESS
from muvengine.core.vouchers.code import normalise
from muvengine.services.attempt import OpenUow, once
from muvengine.services.attesting import require_other_hand
from muvengine.services.game_posting import Cause, pay
from muvengine.services.meant_person import meant_person
from muvengine.services.throttle import key_of, take
from muvengine.store.unit_of_work import UnitOfWork

REF: Final = "hunt"
STAMP: Final = "hunt.stamp"


@dataclass(frozen=True, slots=True)
class SignRead:
    """A sign that somebody read.

    Attributes:
        person_id: who is there.
        said: the square's address or token, or the code as people type it.
    """

    person_id: int
    said: str

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is noted, once."""
        return Attempt.of(actor, key, "find_place", self)


@dataclass(frozen=True, slots=True)
class CardStamp:
    """Stamps that a helper gives for a card.

    Attributes:
        hunt: key.
        numbers: of the places; several from a sheet of paper.
        said: the card as a reader types it, its number, or a name; a till takes no name.
        way: by card at the place, or from paper.
    """

    hunt: str
    numbers: Sequence[int]
    said: str
    way: Way = Way.CARD

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is noted, once."""
        return Attempt.of(actor, key, "stamp_card", self)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of it.

    Attributes:
        hunt: key.
        name: of who found it.
        new: numbers of the places that are found now and were not before.
        again: numbers of those that were found before.
        points: paid now.
        wanted: that would have been paid, had the season had them all.
        missing: how many places are still to be found.
    """

    hunt: str
    name: str
    new: tuple[int, ...]
    again: tuple[int, ...]
    points: int
    wanted: int
    missing: int


@dataclass(frozen=True, slots=True)
class _Hand:
    actor: Actor
    now: datetime
    way: Way
    device: Device | None = None

    @property
    def helper_id(self) -> int | None:
        helps = self.actor.kind != Role.PARTICIPANT and self.device is None
        return self.actor.id if helps else None


def find_by_sign(open_uow: OpenUow, read: SignRead, *, attempt: Attempt, now: datetime) -> Told:
    """Note that somebody read the sign of a place, and pay for it.

    Args:
        open_uow: starts a writing transaction.
        read: who, and what was read.
        attempt: ``read.attempt(actor, key)``; its actor is the finder, or a mediator who helps
            them and whose stamps are then counted.
        now: aware.

    Raises:
        TooManyAttempts: too many signs in a short time.
        NotAllowed: staff who would find for themselves.
        MistypedCode: the check character does not fit.
        UnknownCode: no sign says this.
        NotPossible: ``state`` is revoked, or see ``check_find``.
        LimitReached: the helper has stamped as often as one may in a day.
    """
    limit = PAIRING_OF_ADDRESS
    take(open_uow, key=key_of("hunt", str(read.person_id)), limit=limit, now=now)
    token = as_token(read.said)
    code = "" if token else normalise(read.said)
    hand = _Hand(attempt.actor, now, Way.SIGN)
    if hand.helper_id == read.person_id:
        raise NotAllowed(audience=Role.PARTICIPANT.value)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        sign = uow.hunts.find_sign(token=token or "", code=code)
        if sign is None:
            raise UnknownCode
        if sign.revoked_at is not None:
            raise NotPossible(state="revoked")
        hunt = uow.hunts.get(hunt_id=sign.hunt_id)
        return _found(uow, hunt, (sign.number,), read.person_id, hand)

    return _told(once(open_uow, attempt, work).value)


def stamp_card(
    open_uow: OpenUow,
    stamp: CardStamp,
    *,
    attempt: Attempt,
    now: datetime,
    device: Device | None = None,
) -> Told:
    """Note by a helper's hand that somebody was at a place, or at those of their sheet.

    Args:
        open_uow: starts a writing transaction.
        stamp: which places, and whose card.
        attempt: ``stamp.attempt(actor, key)``; its actor is a mediator, or the device.
        now: aware.
        device: a till: for its own shop's places, and for nobody who works there.

    Raises:
        NotAllowed: whoever stamps is no helper, or the place is not at the till's shop.
        NotFound, UnknownCode: no such hunt or place; nobody has this card or name.
        NotPossible: ``state`` is many (names), nothing (chosen), or see ``check_find``.
        OwnShop, OwnAccount: the finder works at this till's shop, or is the helper.
        LimitReached: the helper has stamped as often as one may in a day.
    """
    if device is None and attempt.actor.kind != Role.MEDIATOR:
        raise NotAllowed(audience=Role.MEDIATOR.value)
    if not stamp.numbers:
        raise NotPossible(state="nothing")

    def work(uow: UnitOfWork) -> dict[str, Any]:
        hunt = uow.hunts.get(key=stamp.hunt)
        places = [_place(hunt, number) for number in sorted(set(stamp.numbers))]
        # Who stands at a counter has a card: no shop tries names out.
        finder = meant_person(uow, stamp.said, attempt.actor, by_name=device is None)
        if device is not None:
            _check_till(uow, places, finder.id, device)
        hand = _Hand(attempt.actor, now, stamp.way, device)
        return _found(uow, hunt, [one.number for one in places], finder.id, hand)

    return _told(once(open_uow, attempt, work).value)


def _check_till(uow: UnitOfWork, places: Sequence[Place], person_id: int, device: Device) -> None:
    if any(place.spot.shop != device.shop_key for place in places):
        raise NotAllowed(audience="shop")
    if any(one.id == person_id for one in uow.watch.staff_of(device.shop_id)):
        raise OwnShop


def _found(
    uow: UnitOfWork, hunt: Hunt, numbers: Sequence[int], person_id: int, hand: _Hand
) -> dict[str, Any]:
    require_other_hand(uow, hand.actor, person_id, hand.now)
    # The helper before the finder: a helper plays under no card of this account.
    _lock_helper(uow, hand)
    uow.trips.lock_owner(person_id)
    # Read again behind the lock: what changed while it was waited for counts.
    hunt = uow.hunts.get(hunt_id=hunt.id)
    found = set(uow.hunt_finds.of_person(hunt.id, person_id))
    again = tuple(number for number in numbers if number in found)
    new = tuple(number for number in numbers if number not in found)
    points = wanted = 0
    for number in new:
        place = _place(hunt, number)
        check_find(hunt, place, found, hand.now, way=hand.way)
        _count(uow, hunt, hand)
        _keep(uow, hunt, place, person_id, hand)
        for one, promised in due(hunt, place, found):
            points += _pay(uow, hunt, person_id, (one, promised), hand)
            wanted += promised
        found.add(number)
    if new and (hand.helper_id or hand.device):
        meta = {"places": len(new), "person": person_id}
        uow.audit.append(hand.actor, STAMP, "hunt", hunt.key, at=hand.now, meta=meta)
    return {
        "hunt": hunt.key,
        "name": uow.people.get(person_id).name,
        "new": new,
        "again": again,
        "points": points,
        "wanted": wanted,
        "missing": len(hunt.places) - len(found),
    }


def _place(hunt: Hunt, number: int) -> Place:
    place = hunt.place(number)
    if place is None:
        raise NotFound(kind="place")
    return place


def _lock_helper(uow: UnitOfWork, hand: _Hand) -> None:
    """Hold this helper's stamps still, so that two hands do not pass the ceiling together."""
    if hand.device is not None:
        uow.shops.hold_device(hand.device.id)
    elif hand.helper_id is not None:
        uow.trips.lock_owner(hand.helper_id)


def _count(uow: UnitOfWork, hunt: Hunt, hand: _Hand) -> None:
    """Stop at the helper's ceiling of the local day."""
    device_id = hand.device.id if hand.device else None
    if hand.helper_id is None and device_id is None:
        return
    zone = uow.programme.get().zone
    morning = datetime.combine(hand.now.astimezone(zone).date(), time(), zone).astimezone(UTC)
    given = uow.hunt_finds.stamped_by(helper_id=hand.helper_id, device_id=device_id, since=morning)
    if given >= hunt.a_day_max:
        raise LimitReached(most=hunt.a_day_max)


def _keep(uow: UnitOfWork, hunt: Hunt, place: Place, person_id: int, hand: _Hand) -> None:
    kept = uow.hunt_finds.add(
        Find(
            hunt_id=hunt.id,
            place_id=place.id,
            person_id=person_id,
            way=hand.way,
            found_at=hand.now,
            helper_id=hand.helper_id,
            device_id=hand.device.id if hand.device else None,
        )
    )
    assert kept, "the finder is locked, so nobody else finds for them"


def _pay(uow: UnitOfWork, hunt: Hunt, person_id: int, owed: tuple[int, int], hand: _Hand) -> int:
    number, promised = owed
    times, kept = uow.hunt_finds.earlier(hunt.id, person_id, number)
    # A sheet that comes in late is paid by the season in which it was played.
    day = min(hand.now, hunt.ends_at).astimezone(uow.programme.get().zone).date()
    reference = f"{REF}:{hunt.id}:{person_id}:{number}:{times + 1}"
    cause = Cause(person_id, reference, Ref(REF, hunt.id), day)
    # Whoever has spent what was taken back is not paid twice.
    paid = pay(uow, cause, max(promised - kept, 0), By(hand.actor, hand.now))
    uow.hunt_finds.pay(
        HuntReward(hunt.id, person_id, number, promised, paid.points, paid.journal_id, hand.now)
    )
    return paid.points


def _told(value: dict[str, Any]) -> Told:
    return Told(**value | {name: tuple(value[name]) for name in ("new", "again")})
