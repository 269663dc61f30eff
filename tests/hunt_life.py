"""A treasure hunt of three places in the town of ``tests.money``, for tests of what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from muvengine.core.game.hunt import Hunt, Place, Spot, Way
from muvengine.core.game.hunt_find import Find
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.services.find_place import CardStamp, SignRead, Told, find_by_sign, stamp_card
from muvengine.services.keep_hunt import make_hunt, save_place
from muvengine.services.run_hunt import start_hunt, take_find_back
from tests.money import NOON, Town

SPRING = Hunt(
    "spring",
    {"en": "Spring hunt"},
    NOON - timedelta(days=1),
    NOON + timedelta(days=5),
    place_points=10,
    all_points=20,
)
NAMES = ("Fountain", "Bakery", "Library")


def drafted(place: Town, *, shop: str = "", names: tuple[str, ...] = NAMES, **changed: Any) -> str:  # noqa: ANN401
    """Write a hunt; its second place is at the shop, where one is named."""
    hunt = replace(SPRING, **changed)
    attempt = Attempt.of(SYSTEM, place.key(), "make_hunt", hunt)
    key = make_hunt(place.open_uow, hunt, attempt=attempt, now=place.now)
    for number, name in enumerate(names, 1):
        spot = Spot(shop=shop if number == len(names) - 1 else "")
        one = Place(0, {"en": name}, {"en": f"Look for the {name.lower()}"}, spot=spot)
        save_place(place.open_uow, key, one, actor=SYSTEM, now=place.now, new_token=place.dice)
    return key


def started(place: Town, **changed: Any) -> str:  # noqa: ANN401
    """Write a hunt and start it; give its key."""
    key = drafted(place, **changed)
    start_hunt(place.open_uow, key, actor=SYSTEM, now=place.now)
    return key


def read(place: Town, key: str = "spring") -> Hunt:
    with place.open_uow() as uow:
        return uow.hunts.get(key=key)


def token(place: Town, number: int, key: str = "spring") -> str:
    """What the square at a place says."""
    with place.open_uow() as uow:
        return uow.hunts.signs(uow.hunts.get(key=key).id)[number].token


def find(
    place: Town,
    who: Person,
    number: int,
    *,
    now: datetime | None = None,
    key: str | None = None,
    by: Actor | None = None,
    hunt: str = "spring",
) -> Told:
    """Read the sign of a place by phone."""
    sign = SignRead(who.id, token(place, number, hunt))
    attempt = sign.attempt(by or place.hand(who), key or place.key())
    return find_by_sign(place.open_uow, sign, attempt=attempt, now=now or place.now)


def stamp(
    place: Town,
    helper: Person,
    said: str,
    *numbers: int,
    way: Way = Way.CARD,
    now: datetime | None = None,
    key: str | None = None,
    hunt: str = "spring",
) -> Told:
    """Let a mediator stamp somebody's card, or enter their sheet."""
    one = CardStamp(hunt, numbers, said, way)
    attempt = one.attempt(Actor(Role.MEDIATOR, helper.id), key or place.key())
    return stamp_card(place.open_uow, one, attempt=attempt, now=now or place.now)


def till_stamp(place: Town, said: str, number: int, *, key: str | None = None) -> Told:
    """Let the shop's till stamp somebody's card."""
    one = CardStamp("spring", (number,), said)
    attempt = one.attempt(place.device.actor, key or place.key())
    return stamp_card(place.open_uow, one, attempt=attempt, now=place.now, device=place.device)


def finds(place: Town, who: Person, key: str = "spring") -> dict[int, Find]:
    with place.open_uow() as uow:
        return uow.hunt_finds.of_person(uow.hunts.get(key=key).id, who.id)


def take_back(
    place: Town, who: Person, number: int, *, actor: Actor = SYSTEM, hunt: str = "spring"
) -> None:
    """Take a wrong stamp back."""
    reason = "that was the wrong card"
    take_find_back(
        place.open_uow, finds(place, who, hunt)[number].id, reason, actor=actor, now=place.now
    )
